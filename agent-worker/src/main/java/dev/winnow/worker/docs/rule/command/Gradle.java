package dev.winnow.worker.docs.rule.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tasks that the build files of Gradle define by name; those of plugins are not known. */
final class Gradle implements BuildTool {
  private static final Pattern REGISTERED =
      Pattern.compile("\\.(?:register|create)\\b[^(]{0,100}+\\(\\s*+[\"']([\\w-]++)[\"'](.*+)");
  private static final Pattern DECLARED =
      Pattern.compile("^\\s*+task\\s*+\\(?+\\s*+[\"']?+([\\w-]++)(.*+)");
  private static final Pattern DELEGATED =
      Pattern.compile("^\\s*+va[lr]\\s++(\\w++)\\s++by\\s++tasks\\.(?:registering|creating)(.*+)");
  private static final Pattern OPEN =
      Pattern.compile("^\\s*+(?:id\\b|alias\\b|apply\\b|kotlin\\s*+\\().*+");
  private static final Set<String> WITH_VALUE =
      Set.of("--tests", "-b", "-c", "-I", "-g", "--include-build", "--project-cache-dir");
  private static final int LONGEST_LINE = 1_000;

  @Override
  public String name() {
    return "gradle";
  }

  @Override
  public Optional<String> home(String path) {
    return path.endsWith(".gradle") || path.endsWith(".gradle.kts")
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
      if (line.length() > LONGEST_LINE) {
        continue;
      }
      if (OPEN.matcher(line).matches()) {
        open.add(line.strip());
      }
      for (Pattern pattern : List.of(REGISTERED, DECLARED, DELEGATED)) {
        Matcher task = pattern.matcher(line);
        if (task.find()) {
          String body = Blocks.indented(lines, i).strip();
          targets.put(
              task.group(1), new Target(i + 1, body.isEmpty() ? "" : task.group(2).strip() + body));
          break;
        }
      }
    }
    return new BuildFile(targets, open);
  }

  @Override
  public List<Call> calls(Command command) {
    String program = command.program().replace('\\', '/');
    String name = program.substring(program.lastIndexOf('/') + 1);
    if (!name.equals("gradlew") && !name.equals("gradle") && !name.equals("gradlew.bat")) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    List<Word> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (WITH_VALUE.contains(word.text())) {
        i++;
      } else if (!word.isOption() && !word.isPlaceholder()) {
        String task = word.text().substring(word.text().lastIndexOf(':') + 1);
        calls.add(new Call(task, word.line(), "", true));
      }
    }
    return calls;
  }
}
