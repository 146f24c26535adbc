package dev.winnow.streams.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A figure that costs something to find out. It is found out again when it is asked for and is
 * older than five seconds, or than twenty times what it took, so that this takes a twentieth of a
 * processor at most. While it cannot be found out, there is none.
 *
 * @param <T> the kind of figure
 */
final class Aged<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Aged.class);
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int REST = 20;

  private final String name;
  private final Supplier<T> question;
  private final LongSupplier nanos;
  private Optional<T> value = Optional.empty();
  private long foundAt;
  private long took;
  private boolean isAsked;

  /**
   * @param name what it is, for the log
   * @param question finds it out
   * @param nanos a clock that only grows, such as {@link System#nanoTime()}
   */
  Aged(String name, Supplier<T> question, LongSupplier nanos) {
    this.name = name;
    this.question = question;
    this.nanos = nanos;
  }

  synchronized Optional<T> get() {
    long now = nanos.getAsLong();
    if (!isAsked || now - foundAt >= Math.max(FRESH_NANOS, REST * took)) {
      isAsked = true;
      try {
        value = Optional.of(question.get());
      } catch (RuntimeException e) {
        LOG.debug("{} cannot be told now: {}", name, e.getMessage());
        value = Optional.empty();
      }
      foundAt = nanos.getAsLong();
      took = foundAt - now;
    }
    return value;
  }

  /** How long it took to find it out, in seconds. */
  synchronized double seconds() {
    return took / 1e9;
  }
}
