package dev.winnow.worker.queue;

import dev.winnow.worker.process.Cancellation;

/** Does the work of one delivery. Called from several threads at once. */
@FunctionalInterface
public interface DeliveryHandler {
  /**
   * Works on a record for as long as that takes; the queue keeps the record's lock meanwhile.
   *
   * @param delivery the record
   * @param cancellation raised when the work is no longer wanted here: the lock was lost, or the
   *     queue closes. The handler should return soon after
   * @return what becomes of the record. A handler that throws has its record released
   */
  Settlement handle(Delivery delivery, Cancellation cancellation);
}
