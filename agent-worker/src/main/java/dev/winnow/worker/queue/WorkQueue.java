package dev.winnow.worker.queue;

import java.time.Duration;

/**
 * Hands records of one topic to a handler, at least once each. While a handler runs, the record is
 * locked for it, and the lock is renewed until the handler returns; the record is then settled as
 * the handler says. If this process dies, its records are delivered to another.
 */
public interface WorkQueue {
  /**
   * Begins to take records. Returns once the queue is set up; may be called once.
   *
   * @throws QueueException if the queue cannot be set up
   */
  void start(DeliveryHandler handler);

  /**
   * Takes no new record, waits for running handlers, and cancels those that still run after the
   * grace period. Returns when every handler has returned and every record is settled.
   */
  void close(Duration grace);
}
