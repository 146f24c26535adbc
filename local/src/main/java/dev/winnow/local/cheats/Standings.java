package dev.winnow.local.cheats;

import dev.winnow.producers.client.Connection;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the standings of a decided task from their topic: rejected ones too. */
final class Standings {
  private static final Duration POLL = Duration.ofMillis(500);

  private Standings() {}

  /** The latest standing of each variant. */
  static Map<String, Standing> of(String taskId, Connection connection) {
    Topic<String, Standing> topic =
        new Topics(
                new RegistryClient(
                    RegistryConfig.of(Map.of(RegistryConfig.URL, connection.registry()))))
            .standings();
    Map<String, Standing> standings = new HashMap<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            connection.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<String, Standing> consumer =
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  Standing standing = record.value();
                  if (standing != null && standing.getTaskId().equals(taskId)) {
                    standings.put(standing.getVariant(), standing);
                  }
                });
      }
    }
    return standings;
  }
}
