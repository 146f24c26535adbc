package dev.winnow.worker.environment;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.process.OutputSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes samples in environments that are started for each of them. Samples of one environment would
 * not be independent of each other, which every interval presupposes (Kalibera and Jones, Rigorous
 * benchmarking in reasonable time, ISMM 2013).
 *
 * <p>What runs in the sandbox ends with the supervisor, whatever becomes of it. What does not is
 * taken away by {@link Teardown}, which is noted before there is anything.
 */
public final class EnvironmentRunner {
  private static final int LOG_TAIL = 8 * 1024;

  /** EX_TEMPFAIL of sysexits(3). */
  private static final int TEMPORARY = 75;

  /** The phases have times of their own; this ends one that ends in neither. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  private final Commands commands;
  private final Teardown teardown;
  private final Clock clock;

  /**
   * @param commands runs the commands
   * @param teardown takes away what outlives a sandbox
   * @param clock the time that orders expire by
   */
  public EnvironmentRunner(Commands commands, Teardown teardown, Clock clock) {
    this.commands = commands;
    this.teardown = teardown;
    this.clock = clock;
  }

  /**
   * Takes a sample. When this returns, nothing in the sandbox runs, and {@code down} has ended well
   * or is noted to be tried again.
   *
   * @param sample the sample
   * @param cancellation ends it early; the environment is taken away all the same
   * @param metrics takes what the measured command prints on standard output
   */
  public SampleEnd run(EnvironmentSample sample, Cancellation cancellation, OutputSink metrics)
      throws IOException {
    Path state = sample.sandbox().state(sample.label());
    Map<String, String> common = new HashMap<>(sample.common());
    common.put("WINNOW_ENVIRONMENT", sample.label());
    common.put("WINNOW_ENVIRONMENT_STATE", state.toString());
    Run run = new Run(sample, common, cancellation, metrics);
    Optional<TeardownNote> note = note(sample, common);
    if (note.isPresent()) {
      if (sample.isRedelivered()) {
        // Whoever had the order before may have been killed, on a host whose disk is not seen here.
        Teardown.Outcome ignored = teardown.run(sample.sandbox(), note.get());
      }
      note.get().write(sample.sandbox().environments());
    }
    SampleEnd end;
    Teardown.Outcome down = new Teardown.Outcome("", Duration.ZERO);
    try {
      end = run.toItsEnd();
    } finally {
      if (note.isPresent()) {
        down = teardown.run(sample.sandbox(), note.get());
      }
      if (down.isDone()) {
        Teardown.forget(sample.sandbox(), sample.label());
      }
    }
    return with(end, down, sample.label());
  }

  private static Optional<TeardownNote> note(EnvironmentSample sample, Map<String, String> common) {
    EphemeralEnvironment environment = sample.environment();
    if (environment.getDown().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>(common);
    variables.putAll(environment.getEnvironment());
    return Optional.of(
        new TeardownNote(
            sample.label(),
            environment.getDown(),
            variables,
            environment.getTimeoutMs(),
            sample.bounds().map(TeardownNote.Asked::of).orElse(null),
            TeardownNote.Place.of(sample.repository()),
            0));
  }

  /** One run of the supervisor. */
  private final class Run {
    private final Cancellation cancellation;
    private final Cancellation part;
    private final Phase coming;
    private final Phase measuring;
    private final Marks marks;
    private final Command command;

    Run(
        EnvironmentSample sample,
        Map<String, String> common,
        Cancellation cancellation,
        OutputSink metrics)
        throws IOException {
      this.cancellation = cancellation;
      this.part = cancellation.ofPart();
      this.coming = new Phase(sample.environment().getTimeoutMs(), sample.expiresAt(), clock, part);
      this.measuring = new Phase(sample.timeout().toMillis(), sample.expiresAt(), clock, part);
      this.marks = new Marks(metrics, this::ready, measuring::end);
      this.command = command(sample, common, marks.input());
    }

    private void ready() {
      coming.end();
      measuring.begin();
    }

    SampleEnd toItsEnd() {
      coming.begin();
      try {
        return ended(commands.run(command, part, marks::before));
      } finally {
        coming.end();
        measuring.end();
      }
    }

    private SampleEnd ended(Completion completion) {
      Duration paid = completion.duration();
      String log = completion.logTail();
      boolean isCancelled =
          completion instanceof Completion.Cancelled && cancellation.reason().isPresent();
      if (isCancelled
          || completion instanceof Completion.NotStarted
          || completion instanceof Completion.OverLimit) {
        return new SampleEnd.Measured(completion, paid, log);
      }
      if (coming.isExpired() || measuring.isExpired()) {
        return new SampleEnd.Expired(paid, log);
      }
      if (!marks.isReady()) {
        return notUp(completion, paid, log);
      }
      if (completion instanceof Completion.Exited exited) {
        // A mark alone makes no success: it takes the supervisor's own status too. One that was
        // killed before it could tell has none.
        int told = marks.status().orElse(exited.status() == 0 ? 1 : exited.status());
        int status = exited.status() == 0 ? told : exited.status();
        return new SampleEnd.Measured(
            new Completion.Exited(status, marks.measured(), log), paid, log);
      }
      return new SampleEnd.Measured(new Completion.TimedOut(marks.measured(), log), paid, log);
    }

    private SampleEnd notUp(Completion completion, Duration paid, String log) {
      if (!(completion instanceof Completion.Exited exited)) {
        return new SampleEnd.NotUp(
            "was not ready after " + coming.milliseconds() + " ms", false, paid, log);
      }
      if (marks.failure().isEmpty()) {
        return new SampleEnd.NotUp(
            "did not come up: its processes ended with " + exited.status(), false, paid, log);
      }
      int status = marks.failure().getAsInt();
      return new SampleEnd.NotUp(
          "did not come up: up exited with " + status, status == TEMPORARY, paid, log);
    }
  }

  private static Command command(EnvironmentSample sample, Map<String, String> common, String input)
      throws IOException {
    EphemeralEnvironment environment = sample.environment();
    List<String> programs = new ArrayList<>(List.of("/bin/sh"));
    // Where variables say where programs are, it is not known here what they say.
    if (!sample.variables().containsKey("PATH")) {
      programs.add(sample.command().get(0));
    }
    if (!environment.getEnvironment().containsKey("PATH")) {
      programs.add(environment.getUp().get(0));
      environment.getReady().stream().limit(1).forEach(programs::add);
    }
    return new Command(
        Supervisor.commandLine(
            environment.getUp(),
            environment.getReady(),
            environment.getEnvironment(),
            sample.command(),
            sample.variables()),
        sample.sandbox().checkout(),
        common,
        sample.sandbox().folder(),
        Duration.ofMillis(environment.getTimeoutMs()).plus(sample.timeout()).plus(SLACK),
        LOG_TAIL,
        sample.confinement().get(),
        programs,
        input);
  }

  private static SampleEnd with(SampleEnd end, Teardown.Outcome down, String label) {
    Duration paid = end.paid().plus(down.duration());
    String log =
        down.isDone()
            ? end.logTail()
            : "%s\n[environment %s is still there: %s; it is tried again]"
                .formatted(end.logTail(), label, down.problem());
    if (end instanceof SampleEnd.Measured measured) {
      return new SampleEnd.Measured(measured.completion(), paid, log);
    }
    if (end instanceof SampleEnd.NotUp notUp) {
      return new SampleEnd.NotUp(notUp.reason(), notUp.isTemporary(), paid, log);
    }
    return new SampleEnd.Expired(paid, log);
  }
}
