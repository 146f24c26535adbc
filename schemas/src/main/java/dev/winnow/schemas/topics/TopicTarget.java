package dev.winnow.schemas.topics;

import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic should be.
 *
 * @param name of the topic
 * @param cleanup what it does with its older records
 * @param partitions how many it has if it is made now
 * @param isCountAsked whether one that exists should have so many too; else it stays as it is
 * @param replication how many replicas each partition has if it is made now
 * @param retentionMs how long records are kept, -1 for ever; empty to leave what is set, and to
 *     keep them for ever if the topic is made now
 */
public record TopicTarget(
    String name,
    Cleanup cleanup,
    int partitions,
    boolean isCountAsked,
    short replication,
    Optional<Long> retentionMs) {

  /** Records are kept without a limit of time. */
  public static final long FOR_EVER = -1;

  /**
   * A topic as Winnow makes it where nobody says otherwise.
   *
   * @param topic of Winnow
   * @param partitions from 1
   * @param replication from 1
   */
  public static TopicTarget of(Topic<?, ?> topic, int partitions, short replication) {
    return new TopicTarget(
        topic.name(), topic.cleanup(), partitions, false, replication, Optional.empty());
  }

  /**
   * The settings of a topic that is made now.
   *
   * <p>A topic that deletes keeps its records without a limit of time: an order must not vanish
   * because no worker was there for a week, and a result is money spent.
   */
  public Map<String, String> creation() {
    Map<String, String> config = new TreeMap<>(required());
    if (cleanup == Cleanup.DELETE) {
      config.putIfAbsent(TopicConfig.RETENTION_MS_CONFIG, Long.toString(FOR_EVER));
    }
    return config;
  }

  /** The settings that one that exists must have too. What somebody else may choose is not here. */
  public Map<String, String> required() {
    Map<String, String> config = new TreeMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.LARGEST_BYTES));
    retentionMs.ifPresent(
        milliseconds -> config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(milliseconds)));
    return config;
  }
}
