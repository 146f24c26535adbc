package dev.winnow.worker.queue;

import dev.winnow.worker.process.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler, and takes whatever goes wrong in it for a record to be released. */
final class Handling {
  private static final Logger log = LoggerFactory.getLogger(Handling.class);

  private Handling() {}

  /** The settlement, once it is known; it does not fail. */
  static CompletionStage<Settlement> of(
      AsyncHandler handler, Delivery delivery, Cancellation cancellation) {
    CompletionStage<Settlement> begun;
    try {
      begun = handler.handle(delivery, cancellation);
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    return begun.exceptionally(
        failure -> {
          log.error("Record {} was not worked on and is released", delivery.key(), failure);
          return Settlement.RELEASE;
        });
  }
}
