package dev.winnow.worker.queue;

import dev.winnow.worker.process.Cancellation;
import java.util.concurrent.CompletionStage;

/** Does the work of one delivery without a thread that waits for it. */
@FunctionalInterface
public interface AsyncHandler {
  /**
   * Begins to work on a record; the queue keeps the record's lock until the work has ended. Called
   * by the thread that also renews locks, so it returns at once.
   *
   * @param delivery the record
   * @param cancellation raised when the work is no longer wanted here
   * @return what becomes of the record, once that is known. The record is released if it fails, or
   *     if this method throws
   */
  CompletionStage<Settlement> handle(Delivery delivery, Cancellation cancellation);
}
