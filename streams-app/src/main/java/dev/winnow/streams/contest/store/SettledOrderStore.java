package dev.winnow.streams.contest.store;

import dev.winnow.schemas.SettledOrder;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Orders that cost money and have their result. Key: order id, which begins with the task id and a
 * slash.
 */
public final class SettledOrderStore {
  public static final String NAME = "settled-orders-by-id-store";

  private final KeyValueStore<String, SettledOrder> store;

  SettledOrderStore(KeyValueStore<String, SettledOrder> store) {
    this.store = store;
  }

  public void put(SettledOrder settled) {
    store.put(settled.getOrderId(), settled);
  }

  /** What is kept of an order; empty if it has no result, cost nothing, or is not known. */
  public Optional<SettledOrder> get(String orderId) {
    return Optional.ofNullable(store.get(orderId));
  }

  /** Takes records of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit).size();
  }
}
