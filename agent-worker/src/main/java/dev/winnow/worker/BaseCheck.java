package dev.winnow.worker;

import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.worker.environment.EnvironmentLabel;
import dev.winnow.worker.environment.EnvironmentRunner;
import dev.winnow.worker.environment.HostLane;
import dev.winnow.worker.environment.Teardown;
import dev.winnow.worker.evaluation.PatchView;
import dev.winnow.worker.evaluation.ProtectedFiles;
import dev.winnow.worker.evaluation.RungResult;
import dev.winnow.worker.evaluation.RungRunner;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.isolation.Isolations;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.order.UnknownPlaceholderException;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task's evaluator on the untouched base: an evaluator that does not pass there can judge no
 * patch. Needs no Kafka.
 */
public final class BaseCheck {
  private static final Logger LOG = LoggerFactory.getLogger(BaseCheck.class);
  private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(10);
  private static final long FIRST_BLOCK = 1;
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Sandboxes sandboxes;
  private final Mirrors mirrors;
  private final Teardown teardown;
  private final RungRunner rungs;

  /**
   * @param folder where the mirror and the sandboxes are kept; made when needed
   * @param isolation how commands are kept apart
   * @throws IllegalArgumentException if that does not work here; the message says what to mend
   */
  public BaseCheck(Path folder, IsolationConfig isolation) {
    this.sandboxes = new Sandboxes(folder);
    this.mirrors = new Mirrors(folder.toAbsolutePath().resolve("mirrors"));
    Commands commands = new Commands(new Isolations(isolation, folder).choose());
    Confinements confinements = new Confinements(isolation, folder.toAbsolutePath());
    Clock clock = Clock.systemUTC();
    this.teardown = new Teardown(commands, confinements);
    this.rungs =
        new RungRunner(
            commands,
            confinements,
            new EnvironmentRunner(commands, teardown, clock),
            new HostLane(HostLane.usual(), clock),
            clock);
  }

  /**
   * What a rung made of the base.
   *
   * @param rung the rung's name
   * @param outcome SUCCEEDED if it passed; INFRASTRUCTURE_FAILED if the base could not be had
   * @param reason why it did not succeed, in one sentence; empty if it did
   * @param samples the samples that were measured
   */
  public record RungCheck(String rung, Outcome outcome, String reason, List<Sample> samples) {
    public RungCheck {
      samples = List.copyOf(samples);
    }

    /** Names of the metrics that were reported, sorted. */
    public Set<String> metricNames() {
      Set<String> names = new TreeSet<>();
      samples.forEach(sample -> names.addAll(sample.getMetrics().keySet()));
      return names;
    }

    /**
     * The values that the samples have of a metric, each once, in the order in which they came.
     *
     * @param metric the metric's name
     */
    public Set<Double> values(String metric) {
      Set<Double> values = new LinkedHashSet<>();
      samples.forEach(
          sample -> Optional.ofNullable(sample.getMetrics().get(metric)).ifPresent(values::add));
      return values;
    }
  }

  /**
   * Runs every rung, each in a fresh sandbox, with the parameters of the task's first variant. If
   * an objective is said to be exact, the last rung with metrics gives two samples at least, of
   * different blocks, so that it shows.
   *
   * @param task the task
   * @return one check a rung, in the rungs' order
   */
  public List<RungCheck> run(Task task) {
    removeAbandoned();
    Cancellation cancellation = new Cancellation();
    CountDownLatch done = new CountDownLatch(1);
    Thread interrupt = new Thread(() -> cancel(cancellation, done), "interrupt-base-check");
    Runtime.getRuntime().addShutdownHook(interrupt);
    try {
      List<RungCheck> checks = new ArrayList<>();
      for (Rung rung : rungs(task)) {
        checks.add(check(task, rung, cancellation));
      }
      return checks;
    } finally {
      done.countDown();
      forget(interrupt);
    }
  }

  private static List<Rung> rungs(Task task) {
    List<Rung> all = new ArrayList<>(task.getEvaluator().getRungs());
    int last = all.size() - 1;
    while (last >= 0 && all.get(last).getMetricsFrom() == MetricsSource.NONE) {
      last--;
    }
    if (last >= 0 && task.getObjectives().stream().anyMatch(Objective::getExact)) {
      Rung rung = all.get(last);
      all.set(last, Rung.newBuilder(rung).setSamples(Math.max(2, rung.getSamples())).build());
    }
    return all;
  }

  private RungCheck check(Task task, Rung rung, Cancellation cancellation) {
    Variant variant = task.getVariants().get(0);
    try (Sandbox sandbox = sandboxes.create("base check of " + task.getTaskId())) {
      String base = task.getRepository().getBase();
      Path mirror = mirrors.pin(task.getRepository().getUrl(), base);
      Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
      sandbox.checkOut(workspace, mirror, base);
      RungRunner.Subject subject =
          new RungRunner.Subject(
              task.getTaskId(),
              variant.getName(),
              variant.getName() + "-1",
              variant.getParameters(),
              task.getRepository(),
              PatchView.ofBase(mirror, base, sandbox),
              new EnvironmentLabel("check " + UUID.randomUUID(), false));
      RungResult done =
          rungs.run(
              rung,
              FIRST_BLOCK,
              subject,
              sandbox,
              ProtectedFiles.of(workspace, base, task.getEvaluator().getProtectedPaths(), sandbox),
              NEVER,
              cancellation);
      return done.isCancelled()
          ? failed(rung, "interrupted")
          : new RungCheck(rung.getName(), done.outcome(), done.reason(), done.samples());
    } catch (UnknownPlaceholderException | IOException e) {
      return failed(rung, e.getMessage());
    }
  }

  private static RungCheck failed(Rung rung, String why) {
    return new RungCheck(rung.getName(), Outcome.INFRASTRUCTURE_FAILED, Reason.of(why), List.of());
  }

  /** What checks that were killed have left: their commands, which lead sessions, and folders. */
  private void removeAbandoned() {
    try {
      sandboxes.removeAbandoned(teardown);
    } catch (IOException e) {
      LOG.warn("Sandboxes of earlier checks could not be removed", e);
    }
  }

  /** On Ctrl-C: the terminal does not reach the rung's command, so it is stopped here. */
  private static void cancel(Cancellation cancellation, CountDownLatch done) {
    cancellation.cancel("interrupted");
    try {
      if (!done.await(INTERRUPT_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The rung's command was not stopped within {}", INTERRUPT_GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down, and the hook is at work.
    }
  }
}
