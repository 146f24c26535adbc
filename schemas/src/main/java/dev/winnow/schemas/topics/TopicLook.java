package dev.winnow.schemas.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at topics that exist. */
public final class TopicLook {

  /** How long an answer is waited for, and what is thrown without one. */
  @FunctionalInterface
  public interface Waiting {
    /** Waits for an answer. */
    <T> T await(KafkaFuture<T> future);
  }

  private final Admin admin;
  private final Waiting waiting;

  /**
   * Uses an admin client, which stays the caller's to close.
   *
   * @param admin client of the cluster
   * @param waiting how its answers are waited for
   */
  public TopicLook(Admin admin, Waiting waiting) {
    this.admin = admin;
    this.waiting = waiting;
  }

  /**
   * What topics are.
   *
   * @param names of topics that exist
   */
  public Map<String, TopicState> states(Collection<String> names) {
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, TopicDescription> described =
        waiting.await(admin.describeTopics(names).allTopicNames());
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Map<String, String>> configs = new HashMap<>();
    waiting
        .await(admin.describeConfigs(resources).all())
        .forEach(
            (resource, config) -> {
              Map<String, String> values = new HashMap<>();
              for (ConfigEntry entry : config.entries()) {
                if (entry.value() != null) {
                  values.put(entry.name(), entry.value());
                }
              }
              configs.put(resource.name(), values);
            });
    Map<String, Long> records = records(described);
    Map<String, TopicState> states = new HashMap<>();
    described.forEach(
        (name, topic) ->
            states.put(
                name,
                new TopicState(
                    topic.partitions().size(),
                    topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                    (int) topic.partitions().stream().filter(TopicLook::isWithoutLeader).count(),
                    configs.getOrDefault(name, Map.of()),
                    records.getOrDefault(name, 0L) > 0)));
    return states;
  }

  private static boolean isWithoutLeader(TopicPartitionInfo partition) {
    return partition.leader() == null || partition.leader().isEmpty();
  }

  /** How many offsets lie between the ends of each topic; only a leader knows. */
  private Map<String, Long> records(Map<String, TopicDescription> described) {
    List<TopicPartition> led = new ArrayList<>();
    described.forEach(
        (name, topic) ->
            topic.partitions().stream()
                .filter(partition -> !isWithoutLeader(partition))
                .forEach(partition -> led.add(new TopicPartition(name, partition.partition()))));
    Map<TopicPartition, ListOffsetsResultInfo> first = offsets(led, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> last = offsets(led, OffsetSpec.latest());
    Map<String, Long> records = new HashMap<>();
    led.forEach(
        partition ->
            records.merge(
                partition.topic(),
                last.get(partition).offset() - first.get(partition).offset(),
                Long::sum));
    return records;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec at) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, at));
    return waiting.await(admin.listOffsets(asked).all());
  }
}
