package dev.winnow.worker.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;

/**
 * Hands records of one topic to a handler, at least once each. While a handler runs, the record is
 * nobody else's, however long that takes; the record is then settled as the handler says. If this
 * process dies, its records are delivered to another. Each delivery of a record has a count, which
 * also counts deliveries that ended with their process; it may be too high, and is never too low.
 */
public interface WorkQueue {
  /**
   * Begins to take records. Returns once the queue is set up; may be called once.
   *
   * @throws QueueException if the queue cannot be set up
   */
  void start(DeliveryHandler handler);

  /**
   * The same with a handler that needs no thread while it waits: thousands of runs at once cost no
   * thousands of threads.
   *
   * @throws QueueException if the queue cannot be set up
   */
  void startAsync(AsyncHandler handler);

  /**
   * How many records are not done yet, those that run now included, in all of the topic and for all
   * processes of the group. The marker that ends a transaction counts as a record until those
   * before it are done.
   *
   * @param admin asks the brokers
   * @return comes when they have answered, or fails with what they say
   */
  CompletableFuture<Long> depth(Admin admin);

  /** What the queue has done so far. */
  QueueCounters counters();

  /**
   * Takes no new record, waits for running handlers, and cancels those that still run after the
   * grace period. Returns when every handler has returned and every record is settled.
   */
  void close(Duration grace);
}
