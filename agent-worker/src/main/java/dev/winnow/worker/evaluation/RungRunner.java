package dev.winnow.worker.evaluation;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SampleTime;
import dev.winnow.worker.environment.EnvironmentLabel;
import dev.winnow.worker.environment.EnvironmentRunner;
import dev.winnow.worker.environment.EnvironmentSample;
import dev.winnow.worker.environment.HostLane;
import dev.winnow.worker.environment.SampleEnd;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.order.Placeholders;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.order.TimeLimit;
import dev.winnow.worker.order.UnknownPlaceholderException;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.sandbox.Sandbox;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a rung's command, once for each sample, in a sandbox that is checked out already. */
public final class RungRunner {
  private static final int LOG_TAIL = 8 * 1024;
  private static final int METRICS_LIMIT = 1024 * 1024;
  private static final String TOO_MANY_LINES =
      "more than " + METRICS_LIMIT + " bytes of JSON lines were printed";

  private final Commands commands;
  private final Confinements confinements;
  private final EnvironmentRunner environments;
  private final HostLane lane;
  private final Clock clock;

  /**
   * @param commands runs the commands
   * @param confinements says what they may see and use
   * @param environments takes samples in environments
   * @param lane where exclusive samples wait for each other
   * @param clock the time that orders expire by
   */
  public RungRunner(
      Commands commands,
      Confinements confinements,
      EnvironmentRunner environments,
      HostLane lane,
      Clock clock) {
    this.commands = commands;
    this.confinements = confinements;
    this.environments = environments;
    this.lane = lane;
    this.clock = clock;
  }

  /**
   * Runs the rung. The first sample that does not succeed ends it.
   *
   * @param rung the rung; it says how many samples are taken
   * @param firstBlock the block of the first sample, from 1; each further one is of the next
   * @param subject whose patch it is
   * @param sandbox the sandbox; its checkout has base and patch
   * @param protectedFiles what the command cannot change where it is kept apart, and what is put
   *     back before each further sample, when home and temporary files are made anew too
   * @param expiresAt when the task's time is out
   * @param cancellation ends the run early
   */
  public RungResult run(
      Rung rung,
      long firstBlock,
      Subject subject,
      Sandbox sandbox,
      ProtectedFiles protectedFiles,
      Instant expiresAt,
      Cancellation cancellation)
      throws IOException, UnknownPlaceholderException {
    Run run = new Run(rung, firstBlock, subject, sandbox, protectedFiles, cancellation);
    for (int number = 1; number <= rung.getSamples(); number++) {
      if ((number > 1 && !run.restore()) || !run.inTurn(number, expiresAt)) {
        break;
      }
    }
    return run.result();
  }

  /**
   * Whose patch is evaluated: what placeholders and the environment of a rung can name.
   *
   * @param task the task's id
   * @param variant the variant's name
   * @param attempt the attempt's id
   * @param parameters the variant's parameters
   * @param repository where base and patches are kept, which the command does not see
   * @param patch the patch
   * @param label names the environments of the order's samples
   */
  public record Subject(
      String task,
      String variant,
      String attempt,
      Map<String, String> parameters,
      Repository repository,
      PatchView patch,
      EnvironmentLabel label) {
    public Subject {
      parameters = Map.copyOf(parameters);
    }

    Placeholders placeholders() {
      return new Placeholders()
          .with("task", task)
          .with("variant", variant)
          .with("attempt", attempt)
          .withAll("parameters", parameters);
    }

    /** What the command sees of the subject, and of the block that its sample is of. */
    Map<String, String> environment(long block) {
      return Map.of(
          "WINNOW_TASK", task,
          "WINNOW_VARIANT", variant,
          "WINNOW_ATTEMPT", attempt,
          "WINNOW_BLOCK", Long.toString(block),
          "WINNOW_SEED", Integer.toString(BlockSeed.of(task, block)),
          "WINNOW_REPOSITORY", patch.repository().toString(),
          "WINNOW_BASE_COMMIT", patch.base(),
          "WINNOW_COMMIT", patch.commit(),
          "WINNOW_NOTE_FILE", patch.noteFile().toString());
    }
  }

  /** The samples of one rung as they come. */
  private final class Run {
    private final Rung rung;
    private final long firstBlock;
    private final Subject subject;
    private final Sandbox sandbox;
    private final ProtectedFiles protectedFiles;
    private final Cancellation cancellation;
    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> behaviours = new HashSet<>();
    private Outcome outcome = Outcome.SUCCEEDED;
    private String reason = "";
    private Integer exitStatus;
    private long evaluationMs;
    private String logTail = "";
    private boolean isCancelled;

    Run(
        Rung rung,
        long firstBlock,
        Subject subject,
        Sandbox sandbox,
        ProtectedFiles protectedFiles,
        Cancellation cancellation) {
      this.rung = rung;
      this.firstBlock = firstBlock;
      this.subject = subject;
      this.sandbox = sandbox;
      this.protectedFiles = protectedFiles;
      this.cancellation = cancellation;
    }

    /**
     * Puts back what the samples before may have changed; returns whether the next may follow. What
     * is in the way there was laid by what was run, so it is no failure of the worker.
     */
    boolean restore() throws IOException {
      try {
        sandbox.renew();
        protectedFiles.restore();
        return true;
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        isCancelled = cancellation.reason().isPresent();
        return end(
            Outcome.REJECTED_BY_GATE,
            "rung " + rung.getName() + " could not be run again: " + plain(e.getMessage()));
      }
    }

    /** Takes a sample, when it is its turn; returns whether the next may follow. */
    boolean inTurn(int number, Instant expiresAt) throws IOException, UnknownPlaceholderException {
      if (!rung.getEphemeral().map(EphemeralEnvironment::getExclusive).orElse(false)) {
        return sample(number, expiresAt);
      }
      try (HostLane.Turn turn = lane.await(cancellation, expiresAt).orElse(null)) {
        if (turn != null) {
          return sample(number, expiresAt);
        }
      }
      isCancelled = cancellation.reason().isPresent();
      return end(Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED);
    }

    private boolean sample(int number, Instant expiresAt)
        throws IOException, UnknownPlaceholderException {
      TimeLimit limit = TimeLimit.of(rung.getTimeoutMs(), clock.instant(), expiresAt);
      if (limit.isOver()) {
        return end(Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED);
      }
      MetricsFile file =
          new MetricsFile(sandbox.checkout(), rung.getMetricsFile().orElse("metrics.json"));
      if (rung.getMetricsFrom() == MetricsSource.JSON_FILE) {
        String problem = file.clear();
        if (!problem.isEmpty()) {
          return end(Outcome.REJECTED_BY_GATE, "rung " + rung.getName() + ": " + problem);
        }
      }
      JsonLines lines = new JsonLines(METRICS_LIMIT);
      SampleEnd ended = runOnce(number, limit, expiresAt, lines);
      evaluationMs += Math.min(ended.paid().toMillis(), SampleTime.most(rung));
      logTail = ended.logTail();
      if (!isMeasured(ended)) {
        return false;
      }
      Completion completion = ((SampleEnd.Measured) ended).completion();
      if (!passed(completion, limit, number)) {
        return false;
      }
      Metrics metrics =
          switch (rung.getMetricsFrom()) {
            case NONE -> new Metrics.Valid(Map.of());
            case JSON_FILE -> file.read();
            case JSON_LINES ->
                lines.isOverLimit()
                    ? new Metrics.Invalid(TOO_MANY_LINES)
                    : Metrics.ofLines(lines.lines());
          };
      if (metrics instanceof Metrics.Invalid invalid) {
        return end(Outcome.REJECTED_BY_GATE, "rung " + rung.getName() + ": " + invalid.reason());
      }
      if (rung.getOutcomes()) {
        Behaviour behaviour =
            lines.isOverLimit()
                ? new Behaviour.Unclear(TOO_MANY_LINES)
                : Behaviour.ofLines(lines.lines());
        if (behaviour instanceof Behaviour.Unclear unclear) {
          return end(Outcome.REJECTED_BY_GATE, "rung " + rung.getName() + ": " + unclear.reason());
        }
        behaviours.add(((Behaviour.Seen) behaviour).key());
      }
      Map<String, Double> values = ((Metrics.Valid) metrics).values();
      samples.add(new Sample(new HashMap<>(values), completion.duration().toMillis()));
      return true;
    }

    /** Runs the command once, in its environment if it has one. */
    private SampleEnd runOnce(int number, TimeLimit limit, Instant expiresAt, JsonLines lines)
        throws IOException, UnknownPlaceholderException {
      Optional<EphemeralEnvironment> environment =
          rung.getEphemeral().filter(each -> !each.getUp().isEmpty());
      if (environment.isPresent()) {
        return environments.run(
            sampleIn(environment.get(), number, expiresAt), cancellation, lines);
      }
      Completion completion = commands.run(command(number, limit), cancellation, lines);
      return new SampleEnd.Measured(completion, completion.duration(), completion.logTail());
    }

    /** Whether there was an environment to measure in. */
    private boolean isMeasured(SampleEnd ended) {
      if (ended instanceof SampleEnd.NotUp notUp) {
        return end(
            notUp.isTemporary() ? Outcome.INFRASTRUCTURE_FAILED : Outcome.REJECTED_BY_GATE,
            Reason.withOutput(
                "the environment of rung " + rung.getName() + " " + notUp.reason(), plainLog()));
      }
      return !(ended instanceof SampleEnd.Expired)
          || end(Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED);
    }

    private boolean passed(Completion completion, TimeLimit limit, int number) {
      String name = "rung " + rung.getName();
      exitStatus = null;
      if (completion instanceof Completion.Cancelled) {
        isCancelled = true;
        return false;
      }
      if (completion instanceof Completion.NotStarted notStarted) {
        return end(
            isDoneByPatch(number) ? Outcome.REJECTED_BY_GATE : Outcome.INFRASTRUCTURE_FAILED,
            name + " could not be started: " + notStarted.reason());
      }
      if (completion instanceof Completion.OverLimit over) {
        return end(Outcome.REJECTED_BY_GATE, name + " was stopped: it " + over.what());
      }
      if (completion instanceof Completion.Exited exited) {
        exitStatus = exited.status();
        return exited.status() == 0
            || end(
                Outcome.REJECTED_BY_GATE,
                Reason.withOutput(name + " exited with " + exited.status(), plainLog()));
      }
      return limit.isExpiry()
          ? end(Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED)
          : end(
              Outcome.TIMED_OUT,
              name + " ran past its timeout of " + limit.duration().toMillis() + " ms");
    }

    /**
     * Whether the patch could be why the command does not start: then that is no excuse. It is one
     * for a program that the worker should have, and only while nothing of the patch has run: that
     * could have taken anything away, the folder that the command starts in too.
     */
    private boolean isDoneByPatch(int number) {
      String program = rung.getCommand().get(0);
      return number > 1
          || !ProtectedFiles.isUsable(sandbox.checkout())
          || program.indexOf('/') > 0
          || rung.getEnvironment().containsKey("PATH");
    }

    /** The log with paths relative to the checkout, whose own place says nothing to a person. */
    private String plainLog() {
      return plain(logTail);
    }

    private String plain(String text) {
      return text.replace(sandbox.checkout() + "/", "");
    }

    private Command command(int number, TimeLimit limit)
        throws IOException, UnknownPlaceholderException {
      Placeholders placeholders = subject.placeholders();
      Map<String, String> environment = common(number);
      environment.putAll(placeholders.expand(rung.getEnvironment()));
      return new Command(
          placeholders.expand(rung.getCommand()),
          sandbox.checkout(),
          environment,
          sandbox.folder(),
          limit.duration(),
          LOG_TAIL,
          confinement());
    }

    private EnvironmentSample sampleIn(
        EphemeralEnvironment environment, int number, Instant expiresAt)
        throws UnknownPlaceholderException {
      Placeholders placeholders = subject.placeholders();
      return new EnvironmentSample(
          EphemeralEnvironment.newBuilder(environment)
              .setUp(placeholders.expand(environment.getUp()))
              .setReady(placeholders.expand(environment.getReady()))
              .setDown(placeholders.expand(environment.getDown()))
              .setEnvironment(placeholders.expand(environment.getEnvironment()))
              .build(),
          subject.label().of(number),
          subject.label().isRedelivered(),
          placeholders.expand(rung.getCommand()),
          placeholders.expand(rung.getEnvironment()),
          common(number),
          Duration.ofMillis(rung.getTimeoutMs()),
          expiresAt,
          sandbox,
          this::confinement,
          rung.getBounds(),
          subject.repository());
    }

    /** The variables that every command of a sample has. */
    private Map<String, String> common(int number) {
      Map<String, String> common = sandbox.environment();
      common.putAll(subject.environment(firstBlock + number - 1));
      common.put("WINNOW_SAMPLE", Integer.toString(number));
      return common;
    }

    private Confinement confinement() throws IOException {
      return protectedFiles.hold(
          confinements.of(
              sandbox,
              "evaluator",
              rung.getBounds(),
              subject.repository(),
              subject.patch().readable()));
    }

    private boolean end(Outcome ended, String why) {
      outcome = ended;
      reason = Reason.of(why);
      return false;
    }

    RungResult result() {
      return new RungResult(
          outcome,
          reason,
          samples,
          behaviours.size() == 1 ? behaviours.stream().findFirst() : Optional.empty(),
          Optional.ofNullable(exitStatus),
          evaluationMs,
          logTail,
          isCancelled);
    }
  }
}
