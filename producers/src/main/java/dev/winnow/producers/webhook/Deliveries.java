package dev.winnow.producers.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deliveries that were taken lately, so that a redelivery is answered without a second record.
 *
 * <p>This spares work and no more. It is forgotten with the process, a delivery that comes twice at
 * the same time is published twice, and several receivers do not know of each other: the topology
 * goes by what an event says, so the same event twice is the same as once. What is never allowed is
 * the reverse, to remember a delivery that Kafka does not have.
 */
final class Deliveries {
  private static final int MOST = 20_000;

  private final Map<String, Boolean> taken;

  Deliveries() {
    this(MOST);
  }

  /** As the public one; {@code most} is how many are remembered, the least lately used go. */
  Deliveries(int most) {
    taken =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * Whether a delivery was taken.
   *
   * @param delivery identity of the delivery
   */
  synchronized boolean isTaken(String delivery) {
    return taken.get(delivery) != null;
  }

  /** Remembers a delivery; call it when Kafka has what it tells, not before. */
  synchronized void take(String delivery) {
    taken.put(delivery, Boolean.TRUE);
  }
}
