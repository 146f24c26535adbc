package dev.winnow.worker.queue;

import java.util.Map;

/**
 * How a {@link ConsumerGroupQueue} takes part in its group. How long a silent member keeps its
 * partitions is the group's own setting, {@code consumer.session.timeout.ms} (45 s by default).
 *
 * @param topic the topic that is the queue
 * @param group id of the consumer group
 * @param slots how many records are worked on at once, at least 1
 * @param clientId the consumer's client id
 * @param client Kafka client settings: bootstrap.servers, security
 */
public record ConsumerGroup(
    String topic, String group, int slots, String clientId, Map<String, String> client) {
  public ConsumerGroup {
    client = Map.copyOf(client);
  }
}
