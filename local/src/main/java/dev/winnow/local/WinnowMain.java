package dev.winnow.local;

import dev.winnow.local.audit.MutateCommand;
import dev.winnow.local.cheats.CheatsCommand;
import dev.winnow.local.check.CheckCommand;
import dev.winnow.local.check.CheckProposalCommand;
import dev.winnow.local.demo.DemoCommand;
import dev.winnow.local.doctor.DoctorCommand;
import dev.winnow.producers.audit.OwnProgram;
import dev.winnow.producers.cli.Commands;
import dev.winnow.producers.lint.BaseProbe;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's entry: every command of Winnow. */
@Command(
    name = "winnow",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Converges what massively parallel coding agents come back with.")
public final class WinnowMain {
  private WinnowMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    BaseProbe probe = new WorkerProbe();
    CommandLine root = new CommandLine(new WinnowMain());
    root.addSubcommand(new DemoCommand(probe));
    root.addSubcommand(new LocalCommand());
    root.addSubcommand(new CheatsCommand());
    root.addSubcommand(new CheckCommand());
    root.addSubcommand(new CheckProposalCommand());
    root.addSubcommand(new MutateCommand());
    root.addSubcommand(new DoctorCommand());
    root.addSubcommand(new CompletionCommand());
    Commands.all(probe, new OwnProgram(Launcher.words(), Launcher.readable()))
        .forEach(root::addSubcommand);
    root.setExecutionExceptionHandler(WinnowMain::fail);
    return root;
  }

  /** What a person can mend is told without a stack trace. */
  private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof LocalException mendable) {
      command.getErr().println("winnow: " + mendable.getMessage());
      command.getErr().println("  mend: " + mendable.mend());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }
}
