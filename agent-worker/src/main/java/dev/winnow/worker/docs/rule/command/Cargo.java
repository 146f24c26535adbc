package dev.winnow.worker.docs.rule.command;

import dev.winnow.worker.docs.rule.Sections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs and examples of crates, by an entry of Cargo.toml or by where their file is. */
final class Cargo implements BuildTool {
  private static final Pattern FILE =
      Pattern.compile("((?:[^/]++/)*?)(src/bin|examples)/([\\w-]++)(?:/main)?\\.rs");
  private static final Set<String> VERBS =
      Set.of("run", "r", "build", "b", "test", "t", "install", "check", "clippy", "rustc");

  @Override
  public String name() {
    return "cargo";
  }

  @Override
  public Optional<String> home(String path) {
    Matcher file = FILE.matcher(path);
    if (file.matches()) {
      return Optional.of(file.group(1).replaceAll("/$", ""));
    }
    return Paths.name(path).equals("Cargo.toml")
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    Matcher file = FILE.matcher(path);
    Map<String, Target> targets = new HashMap<>();
    if (file.matches()) {
      String kind = file.group(2).equals("examples") ? "example " : "bin ";
      targets.put(kind + file.group(3), new Target(1, text));
      return new BuildFile(targets, Set.of());
    }
    for (Sections.Entry entry : Sections.read(text)) {
      if (!entry.key().equals("name")) {
        continue;
      }
      if (entry.section().equals("bin") || entry.section().equals("package")) {
        targets.put("bin " + entry.value(), new Target(entry.line(), ""));
      } else if (entry.section().equals("example")) {
        targets.put("example " + entry.value(), new Target(entry.line(), ""));
      }
    }
    return new BuildFile(targets, Set.of());
  }

  @Override
  public List<Call> calls(Command command) {
    List<Word> words = command.arguments();
    if (!command.program().equals("cargo")
        || words.isEmpty()
        || words.stream().noneMatch(word -> VERBS.contains(word.text()))) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < words.size() && !words.get(i).text().equals("--"); i++) {
      String option = words.get(i).text();
      for (String kind : List.of("bin", "example")) {
        Word name = null;
        if (option.equals("--" + kind) && i + 1 < words.size()) {
          name = words.get(i + 1);
        } else if (option.startsWith("--" + kind + "=")) {
          name = new Word(option.substring(kind.length() + 3), words.get(i).line());
        }
        if (name != null && !name.isPlaceholder()) {
          calls.add(new Call(kind + " " + name.text(), name.line(), "", true));
        }
      }
    }
    return calls;
  }
}
