package dev.winnow.worker.docs.rule.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scripts of package.json, which npm, yarn, pnpm and bun run. */
final class Npm implements BuildTool {
  private static final Set<String> PROGRAMS = Set.of("npm", "yarn", "pnpm", "bun");
  private static final Set<String> RUN = Set.of("run", "run-script", "rum");
  private static final Set<String> SHORT = Set.of("test", "start", "stop", "restart");
  private static final Set<String> DIRECTORY = Set.of("--prefix", "-C", "--cwd", "--dir");
  private static final Set<String> WORKSPACE = Set.of("-w", "--workspace", "--filter", "-F");
  private static final Set<String> OWN =
      Set.of(
          "add",
          "audit",
          "cache",
          "ci",
          "config",
          "create",
          "deploy",
          "dlx",
          "env",
          "exec",
          "global",
          "i",
          "import",
          "info",
          "init",
          "install",
          "link",
          "list",
          "login",
          "ls",
          "outdated",
          "pack",
          "patch",
          "prune",
          "publish",
          "rebuild",
          "remove",
          "rm",
          "set",
          "store",
          "up",
          "update",
          "upgrade",
          "version",
          "why",
          "workspaces",
          "x");

  @Override
  public String name() {
    return "npm run";
  }

  @Override
  public Optional<String> home(String path) {
    return Paths.name(path).equals("package.json")
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    return JsonScripts.read(path, text, "scripts");
  }

  @Override
  public List<Call> calls(Command command) {
    String program = command.program();
    if (!PROGRAMS.contains(program)) {
      return List.of();
    }
    String directory = "";
    boolean anywhere = false;
    boolean run = false;
    Word script = null;
    List<Word> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      String text = word.text();
      if (DIRECTORY.contains(text)) {
        i++;
        directory = i < words.size() ? words.get(i).text() : "";
      } else if (WORKSPACE.contains(text)) {
        i++;
        anywhere = true;
      } else if (word.isOption()) {
        anywhere |= text.contains("workspace") || text.contains("filter") || text.equals("-r");
      } else if (script != null) {
        continue;
      } else if (!run && RUN.contains(text)) {
        run = true;
      } else if (!run && text.equals("workspace")) {
        i++;
        anywhere = true;
      } else {
        script = word;
      }
    }
    if (script == null || script.isPlaceholder() || !runs(program, run, script.text())) {
      return List.of();
    }
    String name =
        !run && program.equals("npm") && script.text().equals("t") ? "test" : script.text();
    return List.of(new Call(name, script.line(), directory, anywhere));
  }

  private static boolean runs(String program, boolean run, String script) {
    if (run) {
      return true;
    }
    return program.equals("npm")
        ? SHORT.contains(script) || script.equals("t")
        : !OWN.contains(script) && !(program.equals("bun") && script.equals("test"));
  }
}
