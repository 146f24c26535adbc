package dev.winnow.producers.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** How many deliveries there were since the start, by event and outcome. */
final class DeliveryCounts {
  /** Stands for the event of a delivery whose sender is not known. */
  static final String UNVERIFIED = "unverified";

  private static final int MOST_EVENTS = 200;
  private static final String OTHERS = "others";

  private final Map<String, Map<Outcome, Long>> counts = new TreeMap<>();
  private final BiConsumer<String, Outcome> listener;

  /** Counts that nobody else hears of. */
  DeliveryCounts() {
    this((event, outcome) -> {});
  }

  /**
   * @param listener hears of each delivery, under the event that it is counted by
   */
  DeliveryCounts(BiConsumer<String, Outcome> listener) {
    this.listener = listener;
  }

  synchronized void add(String event, Outcome outcome) {
    // GitHub has about 75 events; a sender that makes up names must not fill the memory.
    String name = counts.containsKey(event) || counts.size() < MOST_EVENTS ? event : OTHERS;
    counts
        .computeIfAbsent(name, each -> new EnumMap<>(Outcome.class))
        .merge(outcome, 1L, Long::sum);
    listener.accept(name, outcome);
  }

  /** The counts as {@code {"events": {"push": {"published": 3}}}}, sorted by event. */
  synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode events = json.putObject("events");
    counts.forEach(
        (event, outcomes) -> {
          ObjectNode node = events.putObject(event);
          outcomes.forEach((outcome, count) -> node.put(outcome.word(), count));
        });
    return json;
  }
}
