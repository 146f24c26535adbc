package dev.winnow.producers.cli;

import dev.winnow.producers.audit.OwnProgram;
import dev.winnow.producers.lint.BaseProbe;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** All commands of this module, for whoever has a root command to mount them on. */
public final class Commands {

  private Commands() {}

  /**
   * The commands, without a worker at hand: the linter does not run evaluators.
   *
   * @return objects for {@link CommandLine#addSubcommand(Object)}
   */
  public static List<Object> all() {
    return all(Optional.empty(), Optional.empty());
  }

  /**
   * The commands.
   *
   * @param probe runs an evaluator on the untouched base, for {@code lint}, {@code submit}, {@code
   *     merge} and {@code audit}
   * @param program how workers run a command of Winnow's
   * @return objects for {@link CommandLine#addSubcommand(Object)}
   */
  public static List<Object> all(BaseProbe probe, OwnProgram program) {
    return all(Optional.of(probe), Optional.of(program));
  }

  private static List<Object> all(Optional<BaseProbe> probe, Optional<OwnProgram> program) {
    return List.of(
        new NewCommand(),
        new LintCommand(probe),
        new SubmitCommand(probe),
        new AuditCommand(probe, program),
        new WatchCommand(),
        new BoardCommand(),
        new VerdictCommand(),
        new ReportCommand(),
        new FetchCommand(),
        new CancelCommand(),
        new PauseCommand(),
        new ResumeCommand(),
        new ExtendCommand(),
        new RegradeCommand(),
        new MergeCommand(probe),
        new TasksCommand(),
        new TopicsCommand(),
        new ReadCommand(),
        new WebhooksCommand());
  }
}
