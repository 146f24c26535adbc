package dev.winnow.worker.docs.rule.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makefiles. */
final class Make implements BuildTool {
  private static final Set<String> FILES = Set.of("Makefile", "makefile", "GNUmakefile");
  private static final Set<String> WITH_VALUE = Set.of("-f", "--file", "-I", "-o", "-W");

  @Override
  public String name() {
    return "make";
  }

  @Override
  public Optional<String> home(String path) {
    return FILES.contains(Paths.name(path)) || path.endsWith(".mk")
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    Map<String, Target> targets = new HashMap<>();
    Set<String> open = new HashSet<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("\t") || line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String plain = line.strip();
      if (plain.startsWith("include ") || plain.startsWith("-include ")) {
        open.add(plain);
        continue;
      }
      int colon = plain.indexOf(':');
      if (colon <= 0
          || plain.startsWith(":=", colon)
          || plain.startsWith("::=", colon)
          || plain.lastIndexOf('=', colon) >= 0) {
        continue;
      }
      String names = plain.substring(0, colon);
      if (names.contains("$")) {
        open.add(names);
        continue;
      }
      String body = body(lines, i, plain.substring(colon));
      for (String name : names.strip().split("\\s++")) {
        if (!name.startsWith(".")) {
          Target known = targets.get(name);
          if (known == null || known.body().length() < body.length()) {
            targets.put(name, new Target(i + 1, body));
          }
        }
      }
    }
    return new BuildFile(targets, open);
  }

  private static String body(List<String> lines, int rule, String prerequisites) {
    StringBuilder body = new StringBuilder();
    int comment = prerequisites.indexOf('#');
    body.append(comment < 0 ? prerequisites : prerequisites.substring(0, comment));
    for (int i = rule + 1; i < lines.size() && lines.get(i).startsWith("\t"); i++) {
      body.append('\n').append(lines.get(i).strip());
    }
    String said = body.toString().strip();
    return said.equals(":") ? "" : said;
  }

  @Override
  public List<Call> calls(Command command) {
    if (!command.program().equals("make") && !command.program().equals("gmake")) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    String directory = "";
    List<Word> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).text();
      if (word.equals("-C") || word.equals("--directory")) {
        i++;
        directory = i < words.size() ? words.get(i).text() : "";
      } else if (word.startsWith("-C")) {
        directory = word.substring(2);
      } else if (word.startsWith("--directory=")) {
        directory = word.substring(word.indexOf('=') + 1);
      } else if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!words.get(i).isOption() && !words.get(i).isPlaceholder() && !word.contains("=")) {
        calls.add(Call.of(words.get(i), directory));
      }
    }
    return calls;
  }
}
