package dev.winnow.producers;

import dev.winnow.producers.cli.Commands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The entry point of this module's own jar: the client commands, on a machine without worker or
 * broker.
 */
@Command(
    name = "winnow",
    synopsisSubcommandLabel = "COMMAND",
    description = "Submit tasks to Winnow and see how they are decided.")
public final class ProducersMain {

  // Where logback looks, before anything logs: Kafka's clients have much to say.
  private static final String LOG_SETTING = "logback.configurationFile";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print the commands.")
  private boolean help;

  private ProducersMain() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOG_SETTING) == null) {
      System.setProperty(LOG_SETTING, "dev/winnow/producers/logback.xml");
    }
    CommandLine root = new CommandLine(new ProducersMain());
    Commands.all().forEach(root::addSubcommand);
    System.exit(root.execute(arguments));
  }
}
