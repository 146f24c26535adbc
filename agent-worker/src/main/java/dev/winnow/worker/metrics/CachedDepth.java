package dev.winnow.worker.metrics;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The depth of a queue as brokers told it last. They are asked when a reader comes and the answer
 * is old, one question at a time; nobody waits here.
 */
final class CachedDepth {
  private static final Logger log = LoggerFactory.getLogger(CachedDepth.class);

  /** An answer is not asked for again before. */
  static final Duration FRESH = Duration.ofSeconds(5);

  /** An older answer is none: to scale by it would be worse than not to scale. */
  static final Duration KNOWN = Duration.ofMinutes(1);

  private final String queue;
  private final Supplier<CompletableFuture<Long>> question;
  private final LongSupplier nanos;
  private CompletableFuture<Void> asking = CompletableFuture.completedFuture(null);
  private double depth = Double.NaN;
  private long answeredAt;
  private boolean isAnswered;

  CachedDepth(String queue, Supplier<CompletableFuture<Long>> question, LongSupplier nanos) {
    this.queue = queue;
    this.question = question;
    this.nanos = nanos;
  }

  /** Asks if there is reason to; what is returned ends with the question, well or not. */
  synchronized CompletableFuture<Void> refresh() {
    if (asking.isDone() && (!isAnswered || age() > FRESH.toNanos())) {
      asking = question.get().handle(this::answered);
    }
    return asking;
  }

  private synchronized Void answered(Long answer, Throwable failure) {
    if (failure == null) {
      depth = answer;
      answeredAt = nanos.getAsLong();
      isAnswered = true;
    } else {
      log.warn("The depth of the queue of {} is not known: {}", queue, failure.getMessage());
    }
    return null;
  }

  synchronized double value() {
    return isAnswered && age() <= KNOWN.toNanos() ? depth : Double.NaN;
  }

  private long age() {
    return nanos.getAsLong() - answeredAt;
  }
}
