package dev.winnow.worker.docs.rule.command;

import dev.winnow.worker.docs.rule.Sections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Environments of tox. */
final class Tox implements BuildTool {
  private static final Set<String> FILES =
      Set.of("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml");

  /** Every tox knows environments by the name of an interpreter. */
  private static final Pattern OWN = Pattern.compile("(?:py|pypy)[\\d.]*+");

  private static final int MOST_NAMES = 1_000;

  @Override
  public String name() {
    return "tox -e";
  }

  @Override
  public Optional<String> home(String path) {
    return FILES.contains(Paths.name(path)) ? Optional.of(Paths.directory(path)) : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    Map<String, Target> targets = new HashMap<>();
    Map<String, StringBuilder> bodies = new HashMap<>();
    for (Sections.Entry entry : Sections.read(text)) {
      String section = entry.section();
      String names =
          section.startsWith("testenv:")
              ? section.substring("testenv:".length())
              : section.startsWith("env.")
                  ? section.substring("env.".length())
                  : section.startsWith("tool.tox.env.")
                      ? section.substring("tool.tox.env.".length())
                      : "";
      for (String name : expand(names)) {
        bodies
            .computeIfAbsent(name, any -> new StringBuilder())
            .append(entry.key())
            .append('=')
            .append(entry.value())
            .append('\n');
        targets.putIfAbsent(name, new Target(entry.sectionLine(), ""));
      }
      if (entry.key().equals("envlist") || entry.key().equals("env_list")) {
        for (String name : expand(entry.value())) {
          targets.putIfAbsent(name, new Target(entry.line(), ""));
        }
      }
    }
    targets.replaceAll(
        (name, target) ->
            bodies.containsKey(name)
                ? new Target(target.line(), bodies.get(name).toString().strip())
                : target);
    return new BuildFile(targets, Set.of());
  }

  /** The names that a list with braces stands for: {@code py{310,311}-x, docs}. */
  private static List<String> expand(String list) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= list.length() && names.size() < MOST_NAMES; i++) {
      char c = i == list.length() ? ',' : list.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (i == list.length() || depth == 0 && (c == ',' || Character.isWhitespace(c))) {
        braces(list.substring(start, i).strip(), names);
        start = i + 1;
      }
    }
    return names;
  }

  private static void braces(String pattern, List<String> names) {
    List<String> made = List.of("");
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('{', at);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      String before = pattern.substring(at, close < 0 ? pattern.length() : open);
      String[] choices =
          close < 0 ? new String[] {""} : pattern.substring(open + 1, close).split(",", -1);
      if (made.size() * choices.length > MOST_NAMES) {
        return;
      }
      List<String> longer = new ArrayList<>();
      for (String start : made) {
        for (String choice : choices) {
          longer.add(start + before + choice.strip());
        }
      }
      made = longer;
      at = close < 0 ? pattern.length() : close + 1;
    }
    made.stream()
        .map(name -> name.replaceAll("[\"'\\[\\]]", ""))
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
  }

  @Override
  public List<Call> calls(Command command) {
    if (!command.program().equals("tox")) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    List<Word> words = command.arguments();
    for (int i = 0; i + 1 < words.size() && !words.get(i).text().equals("--"); i++) {
      if (words.get(i).text().equals("-e")) {
        Word list = words.get(i + 1);
        for (String name : list.text().split(",")) {
          Word one = new Word(name, list.line());
          if (!one.isPlaceholder() && !OWN.matcher(name).matches()) {
            calls.add(Call.of(one, ""));
          }
        }
      }
    }
    return calls;
  }
}
