package dev.winnow.worker.docs.rule.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scripts of composer.json. */
final class Composer implements BuildTool {
  private static final Set<String> OWN =
      Set.of(
          "install",
          "update",
          "upgrade",
          "require",
          "remove",
          "exec",
          "show",
          "why",
          "init",
          "config",
          "create-project",
          "global",
          "dump-autoload",
          "dumpautoload",
          "validate",
          "audit",
          "outdated",
          "self-update",
          "archive",
          "depends",
          "search",
          "status");

  @Override
  public String name() {
    return "composer";
  }

  @Override
  public Optional<String> home(String path) {
    return Paths.name(path).equals("composer.json")
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    return JsonScripts.read(path, text, "scripts");
  }

  @Override
  public List<Call> calls(Command command) {
    if (!command.program().equals("composer")) {
      return List.of();
    }
    boolean run = false;
    for (Word word : command.arguments()) {
      String text = word.text();
      if (word.isOption()) {
        continue;
      }
      if (!run && (text.equals("run") || text.equals("run-script"))) {
        run = true;
      } else if (word.isPlaceholder() || (!run && OWN.contains(text))) {
        return List.of();
      } else {
        return List.of(Call.of(word, ""));
      }
    }
    return List.of();
  }
}
