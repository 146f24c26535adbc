package dev.winnow.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalException;
import dev.winnow.local.LocalStack;
import dev.winnow.local.LogFile;
import dev.winnow.local.Version;
import dev.winnow.local.example.Example;
import dev.winnow.producers.cli.LiveBoard;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.schemas.Task;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow demo}: a contest of 50 cache policies, from the task spec to the verdict. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Run the cache contest: 50 attempts at a cache policy become one winner.",
      "Interrupted or killed, it goes on with the same contest when it is started again."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String RUNNING = "RUNNING";

  private final BaseProbe probe;

  @Option(names = "--headless", description = "Print lines instead of redrawing a board.")
  private boolean headless;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where its data is kept (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".winnow", "demo");

  @Option(
      names = "--slots",
      description = "Attempts, and evaluations, run at once (default: half the cores, each).")
  private int slots = LocalConfig.defaultSlots();

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Make only the first so many of the 50 attempts.")
  private int attempts = Integer.MAX_VALUE;

  /**
   * @param probe runs the evaluator on the untouched base before the contest starts
   */
  public DemoCommand(BaseProbe probe) {
    this.probe = probe;
  }

  @Override
  public Integer call() {
    PrintStream out = System.out;
    if (attempts < 1) {
      throw new LocalException(
          "--attempts: " + attempts + " is too few", "give 1 or more; there are 50");
    }
    LocalConfig config =
        new LocalConfig(
            folder, LocalConfig.PARTITIONS, 0, slots, LocalConfig.settings(System.getenv()));
    LogFile.in(config.folder());
    LocalStack stack = LocalStack.start(config, part -> out.println("starting " + part));
    Thread stop = new Thread(stack::close, "shutdown");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      Connection connection = stack.connection();
      out.println("HTTP API at " + connection.server() + ", data and log in " + config.folder());
      String taskId = contest(connection, config.folder().resolve("example"), out);
      boolean ansi = !headless && System.console() != null;
      int exit =
          LiveBoard.follow(
              connection.server(),
              taskId,
              out,
              ansi,
              () -> stack.failure().map(why -> failed(why, config.folder())));
      if (exit == 0) {
        new Server(connection)
            .verdict(taskId)
            .ifPresent(verdict -> sayHowToFetch(verdict, config.folder(), out));
      }
      return exit;
    } finally {
      stack.close();
    }
  }

  private static ClientException failed(String why, Path folder) {
    return new ClientException(
        why, "run it again, it goes on; winnow.log in " + folder + " has the cause", false);
  }

  /** The stack is about to stop: the winner is in git all the same. */
  private static void sayHowToFetch(JsonNode verdict, Path folder, PrintStream out) {
    if (verdict.at("/kept/0").isMissingNode()) {
      return;
    }
    String taskId = verdict.path("taskId").asText();
    out.println(
        "The demo's stack stops now. Fetch the winner while `winnow local --folder " + folder);
    out.println("--port 0` runs, or with git alone:");
    out.printf(
        "  git -C %1$s fetch %1$s refs/winnow/%2$s/%3$s:winnow/%2$s%n",
        verdict.at("/repository/results").asText(),
        taskId,
        verdict.at("/kept/0/attemptId").asText());
  }

  /** The contest that was interrupted, or a new one. */
  private String contest(Connection connection, Path copy, PrintStream out) {
    Path example = home().resolve("examples").resolve("cache-contest");
    Set<String> taken = new HashSet<>();
    for (JsonNode contest : new Server(connection).tasks().path("tasks")) {
      String taskId = contest.path("taskId").asText();
      if (contest.path("status").asText().equals(RUNNING)) {
        out.println("Going on with the contest that was interrupted: " + taskId);
        return taskId;
      }
      taken.add(taskId);
    }
    out.println("Checking the task spec, and its evaluator on the untouched base");
    Task task =
        Example.lint(
            Example.prepare(example, copy),
            Optional.of(probe),
            warning -> out.println("Warning: " + warning.field() + ": " + warning.message()));
    task.getBudget().setAttempts(Math.min(attempts, task.getBudget().getAttempts()));
    String taskId = free(task.getTaskId(), taken);
    new TaskPublisher(connection).publish(Task.newBuilder(task).setTaskId(taskId).build());
    out.println("Submitted task " + taskId + " with " + task.getVariants().size() + " variants");
    return taskId;
  }

  private static String free(String taskId, Set<String> taken) {
    String candidate = taskId;
    for (int run = 2; taken.contains(candidate); run++) {
      candidate = taskId + '-' + run;
    }
    return candidate;
  }

  /** The checkout, which the launcher names. */
  private static Path home() {
    return Path.of(System.getProperty("winnow.home", "")).toAbsolutePath();
  }
}
