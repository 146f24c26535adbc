package dev.winnow.schemas.clock;

import dev.winnow.schemas.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the clock of the day was put back. Kafka's clients and Kafka Streams reckon by that
 * clock when to commit, to beat and to end a poll: they stand still until it is where it had been,
 * and say nothing. A process that is started again does not.
 */
public final class ClockWatch implements AutoCloseable {
  /**
   * The least that is told. Below it the clients come out by themselves: brokers give a transaction
   * of Kafka Streams 10 s, and members of a group no less than 6.
   */
  static final Duration LEAST = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("clock-watch"));

  /** How far the clock was ahead of the time that only goes on, at the last look; at least. */
  private Duration ahead;

  /**
   * @param clock the clock of the day
   * @param nanos time that only goes on, in nanoseconds from anywhere
   */
  ClockWatch(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    look();
  }

  /**
   * Watches the clock of this host, once a second, until it is closed or has told.
   *
   * @param whenPutBack told once by how much the clock was put back, if it is by 5 s or more
   */
  public static ClockWatch start(Consumer<Duration> whenPutBack) {
    return new ClockWatch(Clock.systemUTC(), System::nanoTime).start(PERIOD, whenPutBack);
  }

  /**
   * Watches the clock of this host, and ends this process with 1 when it was put back, so that
   * whoever looks after the process starts it again. Shutdown hooks run.
   *
   * @param process what this is, as the log has it
   */
  public static ClockWatch endingThisProcess(String process) {
    return start(by -> end(process, by));
  }

  static void end(String process, Duration by) {
    LOG.error("{} {} ends, to be started again.", told(by), process);
    System.exit(1);
  }

  /** What has happened, in words. */
  public static String told(Duration by) {
    return "The clock of this host was put back by %d s, and Kafka's clients stand still until it is where it was."
        .formatted(by.toSeconds());
  }

  ClockWatch start(Duration period, Consumer<Duration> whenPutBack) {
    looks.scheduleWithFixedDelay(
        () ->
            look()
                .ifPresent(
                    by -> {
                      looks.shutdown();
                      whenPutBack.accept(by);
                    }),
        period.toNanos(),
        period.toNanos(),
        TimeUnit.NANOSECONDS);
    return this;
  }

  /** By how much the clock was put back since the last look, if that is worth telling. */
  final Optional<Duration> look() {
    // Whoever looks can be stopped for long between two readings, and must not hold that for a step
    // of the clock: what is known is between these two.
    long first = nanos.getAsLong();
    Duration day = Duration.ofMillis(clock.millis());
    Duration least = day.minusNanos(nanos.getAsLong());
    Duration most = day.minusNanos(first);
    Duration back = ahead == null ? Duration.ZERO : ahead.minus(most);
    ahead = least;
    return back.compareTo(LEAST) < 0 ? Optional.empty() : Optional.of(back);
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
