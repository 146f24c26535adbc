package dev.winnow.local;

import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * The script by which a shell completes Winnow's commands: what picocli makes of their options, and
 * ids of tasks where a command takes one. These come from the server itself, by curl, for a JVM a
 * key stroke would be slow; without an answer in a second there are none.
 */
final class CompletionScript {

  /** picocli's line where a command has positional parameters that it knows nothing of. */
  private static final String NONE = "local positionals=\"\"";

  private static final String TASKS =
      """

      # Ids of tasks, from the server that the commands would ask.
      function _winnow_tasks() {
        local server="${WINNOW_SERVER:-}" folder="$PWD" file
        while [ -z "$server" ] && [ -n "$folder" ]; do
          file="$folder/.winnow/connection.properties"
          if [ -f "$file" ]; then
            server=$(sed -n 's/^winnow\\.server *= *//p' "$file" | tr -d '\\\\')
            break
          fi
          folder="${folder%/*}"
        done
        curl --silent --fail --max-time 1 \\
          ${WINNOW_TOKEN:+--header "Authorization: Bearer $WINNOW_TOKEN"} \\
          "${server:-http://localhost:8080}/v1/tasks?limit=1000" 2>/dev/null |
          tr ',{' '\\n\\n' | sed -n 's/^"taskId" *: *"\\([a-z0-9-]*\\)".*/\\1/p'
      }
      """;

  private CompletionScript() {}

  /**
   * The script, for bash and for zsh.
   *
   * @param root with all commands; those that are hidden are left out
   */
  static String of(CommandLine root) {
    String name = root.getCommandName();
    StringBuilder script = new StringBuilder(AutoComplete.bash(name, root));
    root.getSubcommands()
        .forEach(
            (subcommand, command) -> {
              boolean takesTask =
                  command.getCommandSpec().positionalParameters().stream()
                      .anyMatch(parameter -> parameter.paramLabel().startsWith("TASK"));
              int function =
                  script.indexOf("function _picocli_%s_%s() {".formatted(name, subcommand));
              if (takesTask && function >= 0) {
                int at = script.indexOf(NONE, function);
                script.replace(at, at + NONE.length(), "local positionals=\"$(_winnow_tasks)\"");
              }
            });
    int first = script.indexOf("\nfunction ");
    return script.insert(first, TASKS).toString();
  }
}
