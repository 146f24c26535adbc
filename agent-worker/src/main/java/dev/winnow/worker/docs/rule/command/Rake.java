package dev.winnow.worker.docs.rule.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tasks of a Rakefile and of the files beside it. */
final class Rake implements BuildTool {
  private static final Pattern TASK =
      Pattern.compile("\\s*+(?:task|file|multitask)[\\s(]\\s*+[:\"']?+([\\w:-]*\\w)(.*+)");
  private static final Pattern NAMESPACE =
      Pattern.compile("\\s*+namespace[\\s(]\\s*+[:\"']?+(\\w++).*+");
  private static final Pattern OPEN =
      Pattern.compile("\\s*+(?:require|require_relative|import|load)\\b.*+|.*\\.new\\b.*+");
  private static final Set<String> PROGRAMS = Set.of("rake", "bin/rake", "bin/rails", "rails");

  private record Scope(String prefix, int indentation) {}

  @Override
  public String name() {
    return "rake";
  }

  @Override
  public Optional<String> home(String path) {
    String name = Paths.name(path);
    return name.equals("Rakefile") || name.equals("rakefile") || name.endsWith(".rake")
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    Map<String, Target> targets = new HashMap<>();
    Set<String> open = new HashSet<>();
    Deque<Scope> scopes = new ArrayDeque<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Scope inner = scopes.peekLast();
      Matcher namespace = NAMESPACE.matcher(line);
      Matcher task = TASK.matcher(line);
      String prefix = inner == null ? "" : inner.prefix();
      if (inner != null
          && line.strip().equals("end")
          && Blocks.indentation(line) <= inner.indentation()) {
        scopes.removeLast();
      } else if (namespace.matches()) {
        scopes.addLast(new Scope(prefix + namespace.group(1) + ":", Blocks.indentation(line)));
      } else if (task.matches()) {
        String rest = task.group(2).strip();
        String body = Blocks.indented(lines, i).strip();
        targets.put(prefix + task.group(1), new Target(i + 1, body.isEmpty() ? "" : rest + body));
      } else if (OPEN.matcher(line).matches()) {
        open.add(line.strip());
      }
    }
    return new BuildFile(targets, open);
  }

  @Override
  public List<Call> calls(Command command) {
    List<Word> words = command.arguments();
    String program = command.program();
    if (program.equals("bundle") && words.size() > 1 && words.get(0).text().equals("exec")) {
      program = words.get(1).text();
      words = words.subList(2, words.size());
    }
    if (!PROGRAMS.contains(program)) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    for (Word word : words) {
      int bracket = word.text().indexOf('[');
      Word name = bracket > 0 ? new Word(word.text().substring(0, bracket), word.line()) : word;
      if (!name.isOption() && !name.isPlaceholder() && !name.text().contains("=")) {
        calls.add(Call.of(name, ""));
      }
    }
    return calls;
  }
}
