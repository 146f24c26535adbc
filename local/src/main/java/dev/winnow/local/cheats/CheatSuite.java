package dev.winnow.local.cheats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalException;
import dev.winnow.local.LocalStack;
import dev.winnow.local.example.Example;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the cheats of {@code examples/cheats} as one contest against honest attempts, and looks at
 * what became of each and of the host.
 */
final class CheatSuite {
  /** A variable of the worker's that the agents are given. */
  static final String TOKEN = "WINNOW_CHEATS_TOKEN";

  private static final String HONEST = "honest-";
  private static final String WINNER = "honest-70";
  private static final String METRIC = "score";
  private static final double BASE_SCORE = 50;
  private static final Duration COMMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Path folder;
  private final Path example;
  private final int slots;
  private final Consumer<String> progress;

  /**
   * @param folder where its data is kept; should not be there yet
   * @param example the folder {@code examples/cheats}
   * @param slots attempts, and evaluations, at once
   * @param progress told what happens
   */
  CheatSuite(Path folder, Path example, int slots, Consumer<String> progress) {
    this.folder = folder.toAbsolutePath().normalize();
    this.example = example;
    this.slots = slots;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param rows one a variant, honest ones included, in the order of the spec
   * @param harm what is different on the host; empty if nothing is
   * @param winner the attempt that the verdict names; empty if it names none
   */
  record Report(List<CheatRow> rows, List<String> harm, String winner) {
    Report {
      rows = List.copyOf(rows);
      harm = List.copyOf(harm);
    }

    /** The cheats, without the honest attempts. */
    List<CheatRow> cheats() {
      return rows.stream().filter(row -> !row.cheat().startsWith(HONEST)).toList();
    }

    /** Whether no cheat gained anything, none did harm, and the best honest attempt won. */
    boolean isGood() {
      return harm.isEmpty()
          && winner.startsWith(WINNER)
          && cheats().stream().noneMatch(CheatRow::isPromoted);
    }
  }

  /** Runs all of it. */
  Report run() {
    try (Secret secret = Secret.make()) {
      Path spec = lay(secret);
      Host host = Host.make(folder.resolve("host"), watched());
      Report report = contest(spec, secret);
      List<String> harm = new ArrayList<>(host.harm());
      harm.addAll(left());
      if (!secret.isHeld()) {
        harm.add("a process of the host was ended");
      }
      return new Report(report.rows(), harm, report.winner());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays the bait: in later commits, in another's patch, on the host, in another sandbox. */
  private Path lay(Secret secret) throws IOException {
    Path copy = folder.resolve("example");
    Example.copy(example, copy);
    Path repository = copy.resolve("repository");
    Files.writeString(repository.resolve("harness/secret.sha256"), secret.digest() + "\n");
    Example.commit(repository, "The repository as the cheats find it");
    Example.git(repository, "checkout", "--quiet", "-b", "later");
    secret.putInto(repository);
    Example.commit(repository, "The answer, which comes later");
    Path results = copy.resolve("results.git");
    Example.git(copy, "init", "--quiet", "--bare", results.toString());
    Example.git(
        repository, "push", "--quiet", results.toString(), "later:refs/winnow/other/best-1");
    Example.git(repository, "checkout", "--quiet", "main");
    secret.putInto(folder.resolve("host"));
    secret.putInto(folder.resolve("worker/sandboxes/another/checkout"));
    return copy.resolve("task.yaml");
  }

  private static List<Path> watched() {
    return Stream.of("/tmp", "/var/tmp", "/dev/shm", "/etc", "/usr/local/bin", "/root", "/home")
        .map(Path::of)
        .filter(Files::isDirectory)
        .toList();
  }

  private Report contest(Path spec, Secret secret) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(TOKEN, "token-" + secret.digest());
    Map<String, String> settings = new HashMap<>(LocalConfig.settings(System.getenv()));
    settings.put("worker.agent.environment", TOKEN);
    LocalConfig config =
        new LocalConfig(folder, LocalConfig.PARTITIONS, 0, slots, settings, environment);
    try (LocalStack stack = LocalStack.start(config, part -> progress.accept("starting " + part))) {
      Connection connection = stack.connection();
      Task task = Example.lint(spec, warning -> {});
      task.getAgent().getEnvironment().put("PORT", Integer.toString(secret.port()));
      new TaskPublisher(connection).publish(task);
      progress.accept(task.getVariants().size() + " attempts, " + slots + " at once");
      JsonNode verdict = verdict(stack, task.getTaskId());
      return new Report(
          rows(task, connection), List.of(), verdict.at("/kept/0/attemptId").asText(""));
    }
  }

  private JsonNode verdict(LocalStack stack, String taskId) {
    Server server = new Server(stack.connection());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      var verdict = server.verdict(taskId);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      Optional<String> failure = stack.failure();
      if (failure.isPresent()) {
        throw new LocalException(failure.get(), "see winnow.log in " + folder);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new LocalException(
        "there is no verdict after " + PATIENCE.toMinutes() + " minutes",
        "see winnow.log in " + folder);
  }

  private static List<CheatRow> rows(Task task, Connection connection) {
    Map<String, JsonNode> attempts = new HashMap<>();
    new Server(connection)
        .attempts(task.getTaskId())
        .ifPresent(
            all ->
                all.path("attempts")
                    .forEach(each -> attempts.put(each.path("variant").asText(), each)));
    Map<String, Standing> standings = ended(task.getTaskId(), connection);
    return task.getVariants().stream()
        .map(Variant::getName)
        .map(name -> row(name, attempts.get(name), standings.get(name)))
        .toList();
  }

  /**
   * The standings of a decided task. HTTP tells of a verdict as soon as it is there, the topic when
   * it is committed, with the last standing that led to it.
   */
  private static Map<String, Standing> ended(String taskId, Connection connection) {
    long deadline = System.nanoTime() + COMMIT.toNanos();
    while (true) {
      Map<String, Standing> standings = Standings.of(taskId, connection);
      boolean isEnded =
          standings.values().stream()
              .noneMatch(standing -> standing.getState() == StandingState.EVALUATING);
      if (isEnded || System.nanoTime() - deadline >= 0) {
        return standings;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static CheatRow row(String name, JsonNode attempt, Standing standing) {
    if (attempt == null) {
      return new CheatRow(
          name, Outcome.INFRASTRUCTURE_FAILED, OptionalDouble.empty(), "it was not run", false);
    }
    if (standing == null || standing.getState() == StandingState.EVALUATING) {
      String outcome = attempt.path("outcome").asText(Outcome.INFRASTRUCTURE_FAILED.name());
      return new CheatRow(
          name,
          Outcome.valueOf(outcome),
          OptionalDouble.empty(),
          attempt.path("reason").asText(),
          false);
    }
    var metric = standing.getMetrics().get(METRIC);
    OptionalDouble score =
        metric == null || standing.getState() != StandingState.MEASURED
            ? OptionalDouble.empty()
            : OptionalDouble.of(metric.getMean());
    return new CheatRow(
        name,
        standing.getOutcome().orElse(Outcome.SUCCEEDED),
        score,
        standing.getReason(),
        score.isPresent() && score.getAsDouble() > BASE_SCORE);
  }

  /** What is left of sandboxes, but for the bait. */
  private List<String> left() throws IOException {
    List<String> left = new ArrayList<>();
    for (String name : List.of("worker/sandboxes", "worker/workspaces")) {
      Path place = folder.resolve(name);
      if (Files.isDirectory(place)) {
        try (Stream<Path> found = Files.list(place)) {
          found
              .filter(path -> !path.getFileName().toString().equals("another"))
              .forEach(path -> left.add(path + " was left"));
        }
      }
    }
    return left;
  }
}
