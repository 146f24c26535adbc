package dev.winnow.worker.docs.rule.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tasks of a Taskfile. */
final class Task implements BuildTool {
  private static final Set<String> FILES =
      Set.of("Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml");

  @Override
  public String name() {
    return "task";
  }

  @Override
  public Optional<String> home(String path) {
    return FILES.contains(Paths.name(path)) ? Optional.of(Paths.directory(path)) : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    return JsonScripts.read(path, text, "tasks");
  }

  @Override
  public List<Call> calls(Command command) {
    return command.program().equals("task")
        ? command.arguments().stream()
            .takeWhile(word -> !word.text().equals("--"))
            .filter(word -> !word.isOption() && !word.isPlaceholder())
            .filter(word -> !word.text().contains("="))
            .map(word -> Call.of(word, ""))
            .toList()
        : List.of();
  }
}
