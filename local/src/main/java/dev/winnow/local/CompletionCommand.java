package dev.winnow.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow completion bash|zsh}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Print a script that completes commands, options and tasks in a shell.",
      "bash: source <(winnow completion bash)",
      "zsh:  source <(winnow completion zsh), after compinit"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells that are known; one script serves them, which finds out where it runs. */
  enum Shell {
    bash,
    zsh
  }

  /** Asked for so that a shell that is not known is refused. */
  @SuppressWarnings("UnusedVariable")
  @Parameters(index = "0", paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(CompletionScript.of(spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
