package dev.winnow.schemas;

import dev.winnow.schemas.topics.TopicGroup;
import dev.winnow.schemas.topics.TopicLook;
import dev.winnow.schemas.topics.TopicPlan;
import dev.winnow.schemas.topics.TopicState;
import dev.winnow.schemas.topics.TopicStep;
import dev.winnow.schemas.topics.TopicTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes sure that Winnow's topics are there, and are what they should be. */
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
   * leader that serves it. Topics that exist are left as they are.
   *
   * <p>What settings they get is {@link TopicTarget#creation()}. Whoever runs the cluster can lower
   * {@code retention.ms} later.
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
    Map<String, Integer> wanted = new HashMap<>();
    topics.forEach(topic -> wanted.put(topic.name(), partitions));
    awaitLeaders(wanted, TopicAdmin::refuseFewer);
  }

  private void awaitLeaders(
      Map<String, Integer> wanted, BiConsumer<TopicDescription, Integer> check) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready(wanted, check)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "after %d s a partition has no leader yet: %s"
                .formatted(PATIENCE.toSeconds(), new TreeSet<>(wanted.keySet())));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptException("interrupted while waiting for topics");
      }
    }
  }

  /**
   * Looks at topics as they are.
   *
   * @param names of topics, which need not exist
   * @return those that exist, by name
   */
  public Map<String, TopicState> look(Collection<String> names) {
    Set<String> existing = await(admin.listTopics().names());
    List<String> known = names.stream().filter(existing::contains).toList();
    return new TopicLook(admin, TopicAdmin::await).states(known);
  }

  /**
   * Plans what is to be done so that topics are as they should be; does nothing.
   *
   * @param targets what topics should be
   * @param groups those whose partitions must be equal
   */
  public TopicPlan plan(Collection<TopicTarget> targets, List<TopicGroup> groups) {
    Set<String> existing = await(admin.listTopics().names());
    List<String> known =
        targets.stream().map(TopicTarget::name).filter(existing::contains).toList();
    return TopicPlan.of(
        targets, groups, new TopicLook(admin, TopicAdmin::await).states(known), existing);
  }

  /**
   * Does what a plan says, then waits until every partition of all its topics has a leader that
   * serves it. What is there already by then, somebody else's doing, is no failure.
   *
   * @param plan without refusals
   * @throws IllegalArgumentException if the plan has a refusal: nothing was done
   * @throws TimeoutException if a partition has no leader after a minute
   */
  public void apply(TopicPlan plan) {
    if (plan.isRefused()) {
      throw new IllegalArgumentException("a plan with refusals cannot be applied");
    }
    List<NewTopic> made = new ArrayList<>();
    Map<String, NewPartitions> grown = new HashMap<>();
    Map<ConfigResource, Collection<AlterConfigOp>> configured = new HashMap<>();
    Map<String, Integer> wanted = new HashMap<>();
    for (TopicStep step : plan.steps()) {
      wanted.put(step.topic(), step.partitions());
      if (step.kind() == TopicStep.Kind.CREATE) {
        made.add(
            new NewTopic(step.topic(), step.partitions(), step.replication())
                .configs(step.config()));
      } else if (step.kind() == TopicStep.Kind.CHANGE) {
        // Refused by the broker if it has as many, so only where there are more to come.
        if (step.grows()) {
          grown.put(step.topic(), NewPartitions.increaseTo(step.partitions()));
        }
        if (!step.config().isEmpty()) {
          configured.put(
              new ConfigResource(ConfigResource.Type.TOPIC, step.topic()), sets(step.config()));
        }
      }
    }
    admin.createTopics(made).values().values().forEach(TopicAdmin::ignoreExisting);
    await(admin.incrementalAlterConfigs(configured).all());
    await(admin.createPartitions(grown).all());
    awaitLeaders(wanted, (topic, partitions) -> {});
  }

  private static List<AlterConfigOp> sets(Map<String, String> config) {
    return config.entrySet().stream()
        .map(
            entry ->
                new AlterConfigOp(
                    new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  private static NewTopic describe(Topic<?, ?> topic, int partitions, short replication) {
    return new NewTopic(topic.name(), partitions, replication)
        .configs(TopicTarget.of(topic, partitions, replication).creation());
  }

  private static void ignoreExisting(KafkaFuture<Void> creation) {
    try {
      await(creation);
    } catch (TopicExistsException e) {
      // Somebody was first; whether the topic serves is checked next.
    }
  }

  private boolean ready(Map<String, Integer> wanted, BiConsumer<TopicDescription, Integer> check) {
    Map<String, TopicDescription> found;
    try {
      found = await(admin.describeTopics(wanted.keySet()).allTopicNames());
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      // A broker that has not heard of the new topic yet.
      return false;
    }
    found.values().forEach(topic -> check.accept(topic, wanted.get(topic.name())));
    boolean isLed =
        found.values().stream()
            .allMatch(
                topic ->
                    topic.partitions().size() >= wanted.get(topic.name())
                        && topic.partitions().stream().allMatch(TopicAdmin::hasLeader));
    return isLed && isServed(found.values());
  }

  /**
   * A broker names itself the leader of a new partition a moment before it serves it. An idempotent
   * producer that writes in that moment may have its first batch refused and its second one taken,
   * and then tries the first one until its delivery timeout (seen with Kafka 4.3.1, many partitions
   * and a busy machine). Only a leader that serves answers what is asked here; until then the admin
   * client asks again.
   */
  private boolean isServed(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription topic : topics) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        asked.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    try {
      await(admin.listOffsets(asked).all());
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static void refuseFewer(TopicDescription topic, int partitions) {
    int have = topic.partitions().size();
    if (have < partitions) {
      throw new InvalidConfigurationException(
          "topic %s has %d partitions, and %d are asked for; add partitions to it or ask for %d"
              .formatted(topic.name(), have, partitions, have));
    }
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
