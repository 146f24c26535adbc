package dev.winnow.worker.docs.rule.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Services of compose files. */
final class Compose implements BuildTool {
  private static final Pattern FILE = Pattern.compile("(docker-)?compose[\\w.-]*\\.ya?ml");
  private static final Set<String> ALL_WORDS =
      Set.of("up", "build", "logs", "restart", "start", "stop", "pull", "create", "rm", "kill");
  private static final Set<String> FIRST_WORD = Set.of("run", "exec");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-f",
          "--file",
          "-p",
          "--project-name",
          "--profile",
          "--env-file",
          "--scale",
          "-t",
          "--timeout",
          "-e",
          "--env",
          "-u",
          "--user",
          "-w",
          "--workdir",
          "--entrypoint",
          "-v",
          "--volume",
          "--publish",
          "--name",
          "--tail",
          "-n",
          "--since",
          "--build-arg",
          "--exit-code-from",
          "--project-directory");

  @Override
  public String name() {
    return "docker compose";
  }

  @Override
  public Optional<String> home(String path) {
    return FILE.matcher(Paths.name(path)).matches()
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    return JsonScripts.read(path, text, "services");
  }

  @Override
  public List<Call> calls(Command command) {
    List<Word> words = command.arguments();
    if (command.program().equals("docker")
        && !words.isEmpty()
        && words.get(0).text().equals("compose")) {
      words = words.subList(1, words.size());
    } else if (!command.program().equals("docker-compose")) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    String verb = "";
    String directory = "";
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (WITH_VALUE.contains(word.text())) {
        i++;
        boolean file = word.text().equals("-f") || word.text().equals("--file");
        if (verb.isEmpty() && file && i < words.size()) {
          directory = Paths.directory(words.get(i).text());
        }
      } else if (word.isOption()) {
        continue;
      } else if (verb.isEmpty()) {
        verb = word.text();
      } else if (word.isPlaceholder() || word.text().startsWith(">")) {
        break;
      } else if (ALL_WORDS.contains(verb)) {
        calls.add(Call.of(word, directory));
      } else {
        return FIRST_WORD.contains(verb) ? List.of(Call.of(word, directory)) : List.of();
      }
    }
    return calls;
  }
}
