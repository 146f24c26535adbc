package dev.winnow.schemas;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes sure that Winnow's topics are there. */
public final class TopicAdmin {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;

  /**
   * Uses an admin client, which stays the caller's to close.
   *
   * @param admin client of the cluster
   */
  public TopicAdmin(Admin admin) {
    this.admin = Objects.requireNonNull(admin, "admin");
  }

  /**
   * Creates the topics that do not exist, then waits until every partition of all of them has a
   * leader. Topics that exist are left as they are.
   *
   * <p>A topic that deletes keeps its records without a limit of time: an order must not vanish
   * because no worker was there for a week, and a result is money spent. Whoever runs the cluster
   * can lower {@code retention.ms} later.
   *
   * @param topics what to create
   * @param partitions how many partitions a new topic gets, at least 1
   * @param replication how many replicas a partition gets, at least 1
   * @throws InvalidConfigurationException if a topic exists with fewer partitions than asked for
   * @throws TimeoutException if a partition has no leader after a minute
   */
  public void create(Collection<Topic<?, ?>> topics, int partitions, short replication) {
    Map<String, KafkaFuture<Void>> creations =
        admin
            .createTopics(
                topics.stream().map(topic -> describe(topic, partitions, replication)).toList())
            .values();
    creations.values().forEach(TopicAdmin::ignoreExisting);
    List<String> names = topics.stream().map(Topic::name).toList();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready(names, partitions)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "after " + PATIENCE.toSeconds() + " s a partition has no leader yet: " + names);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptException("interrupted while waiting for topics");
      }
    }
  }

  private static NewTopic describe(Topic<?, ?> topic, int partitions, short replication) {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.LARGEST_BYTES));
    if (topic.cleanup() == Cleanup.DELETE) {
      config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    }
    return new NewTopic(topic.name(), partitions, replication).configs(config);
  }

  private static void ignoreExisting(KafkaFuture<Void> creation) {
    try {
      await(creation);
    } catch (TopicExistsException e) {
      // Somebody was first; whether the topic serves is checked next.
    }
  }

  private boolean ready(List<String> names, int partitions) {
    Map<String, TopicDescription> found;
    try {
      found = await(admin.describeTopics(names).allTopicNames());
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      // A broker that has not heard of the new topic yet.
      return false;
    }
    for (TopicDescription topic : found.values()) {
      int have = topic.partitions().size();
      if (have < partitions) {
        throw new InvalidConfigurationException(
            "topic %s has %d partitions, and %d are asked for; add partitions to it or ask for %d"
                .formatted(topic.name(), have, partitions, have));
      }
    }
    return found.values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .allMatch(TopicAdmin::hasLeader);
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  /** Waits, and throws Kafka's own exception in place of the one that wraps it. */
  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException(
          "no answer from the cluster for " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
