package dev.winnow.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow local}: the whole of Winnow until Ctrl-C. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Run broker, registry, streams application and worker on this machine.")
final class LocalCommand implements Callable<Integer> {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where its data is kept (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".winnow", "local");

  @Option(
      names = "--port",
      description = "Port of the HTTP API; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(names = "--partitions", description = "Partitions a topic (default: ${DEFAULT-VALUE}).")
  private int partitions = LocalConfig.PARTITIONS;

  @Option(
      names = "--slots",
      description = "Attempts, and evaluations, run at once (default: half the cores, each).")
  private int slots = LocalConfig.defaultSlots();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    // First, for what is wrong with variables is a warning of the log.
    LogFile.in(folder.toAbsolutePath().normalize());
    LocalConfig config =
        new LocalConfig(folder, partitions, port, slots, LocalConfig.settings(System.getenv()));
    LocalStack stack = LocalStack.start(config, part -> say(out, "starting " + part));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, out), "shutdown"));
    say(out, "Winnow is up. Data and log: " + config.folder());
    say(out, "  HTTP API         " + stack.connection().server());
    say(out, "  Kafka            " + stack.connection().bootstrapServers());
    say(out, "  schema registry  " + stack.connection().registry());
    say(
        out,
        stack
            .webhooks()
            .map(uri -> "  GitHub webhooks  " + uri)
            .orElse("  GitHub webhooks  off: set WINNOW_WEBHOOK_SECRETS to receive them"));
    say(out, "Submit with `winnow submit SPEC`; stop with Ctrl-C.");
    stack.awaitFailure().ifPresent(why -> say(out, why + " See winnow.log in " + config.folder()));
    return 1;
  }

  private static void stop(LocalStack stack, PrintWriter out) {
    say(out, "Stopping; what runs has 10 s to end.");
    stack.close();
    say(out, "Stopped. Start it again with the same folder and it goes on.");
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
