package dev.winnow.streams.contest.store;

import dev.winnow.schemas.OpenOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Orders that are out. Key: order id, which begins with the task id and a slash. */
public final class OpenOrderStore {
  public static final String NAME = "open-orders-by-id-store";

  private final KeyValueStore<String, OpenOrder> store;

  OpenOrderStore(KeyValueStore<String, OpenOrder> store) {
    this.store = store;
  }

  public void put(OpenOrder order) {
    store.put(order.getOrderId(), order);
  }

  /** Closes an order: empty when it was not open, as for a result that came before. */
  public Optional<OpenOrder> close(String orderId) {
    return Optional.ofNullable(store.delete(orderId));
  }

  /** Closes all that is open of a task. */
  public List<OpenOrder> closeAll(String taskId) {
    List<OpenOrder> open = of(taskId);
    open.forEach(order -> store.delete(order.getOrderId()));
    return open;
  }

  /** All that is open of a task, in the order of its ids. */
  public List<OpenOrder> of(String taskId) {
    List<OpenOrder> open = new ArrayList<>();
    try (KeyValueIterator<String, OpenOrder> found =
        store.prefixScan(taskId + '/', new StringSerializer())) {
      found.forEachRemaining(entry -> open.add(entry.value));
    }
    return open;
  }

  /** Takes records of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit).size();
  }
}
