package dev.winnow.worker.live;

import dev.winnow.worker.process.OutputSink;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One run while it lasts. Safe for use by several threads. */
public final class LiveRun implements AutoCloseable {
  private final RunSubject subject;
  private final int delivery;
  private final Clock clock;
  private final Instant startedAt;
  private final RunLog log;
  private final Runnable onClose;
  private volatile Optional<Instant> lastOutputAt = Optional.empty();
  private volatile Supplier<Optional<BigDecimal>> meter = Optional::empty;

  LiveRun(RunSubject subject, int delivery, Clock clock, RunLog log, Runnable onClose) {
    this.subject = subject;
    this.delivery = delivery;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.log = log;
    this.onClose = onClose;
  }

  /** What it is for. */
  public RunSubject subject() {
    return subject;
  }

  /** Which delivery of its order it is, from 1. */
  public int delivery() {
    return delivery;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** How long it has been running. */
  public Duration age() {
    return Duration.between(startedAt, clock.instant());
  }

  /** When its command last printed something: the sign that it is alive; empty before the first. */
  public Optional<Instant> lastOutputAt() {
    return lastOutputAt;
  }

  /** What it is known to have cost by now, in US dollars; empty if nobody knows. */
  public Optional<BigDecimal> cost() {
    return meter.get();
  }

  /**
   * Says who knows what it costs.
   *
   * @param costs asked from any thread, as long as the run lasts
   */
  public void meter(Supplier<Optional<BigDecimal>> costs) {
    meter = costs;
  }

  /** The end of its output. */
  public RunLog log() {
    return log;
  }

  /** Takes one stream of its output; each stream needs a sink of its own. */
  OutputSink sink() {
    OutputSink lines = log.stream();
    return (buffer, length) -> {
      lastOutputAt = Optional.of(clock.instant());
      lines.accept(buffer, length);
    };
  }

  /** Notes that the run has ended: whoever follows its log is told so. */
  @Override
  public void close() {
    onClose.run();
    log.end();
  }
}
