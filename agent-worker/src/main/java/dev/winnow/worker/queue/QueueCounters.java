package dev.winnow.worker.queue;

import java.util.concurrent.atomic.LongAdder;

/** What a queue has done since it was made, for metrics. Safe for use by several threads. */
public final class QueueCounters {
  private final LongAdder renewals = new LongAdder();
  private final LongAdder losses = new LongAdder();

  /** How often the lock on a record was renewed; a consumer group has no locks. */
  public long renewals() {
    return renewals.sum();
  }

  /** How many runs were cancelled because their record had become somebody else's. */
  public long losses() {
    return losses.sum();
  }

  void renewed() {
    renewals.increment();
  }

  void lost() {
    losses.increment();
  }
}
