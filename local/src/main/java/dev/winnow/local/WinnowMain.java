package dev.winnow.local;

import dev.winnow.local.check.CheckCommand;
import dev.winnow.local.demo.DemoCommand;
import dev.winnow.producers.cli.Commands;
import dev.winnow.producers.lint.BaseProbe;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's entry: every command of Winnow. */
@Command(
    name = "winnow",
    mixinStandardHelpOptions = true,
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
    root.addSubcommand(new CheckCommand());
    Commands.all(probe).forEach(root::addSubcommand);
    return root;
  }
}
