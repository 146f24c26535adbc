package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.topics.TopicGroup;
import dev.winnow.schemas.topics.TopicPlan;
import dev.winnow.schemas.topics.TopicStep;
import dev.winnow.schemas.topics.TopicTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT {
  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static Admin admin;

  private final TopicAdmin topicAdmin = new TopicAdmin(admin);

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static Topic<String, String> topic(String name, Cleanup cleanup) {
    return new Topic<>(name, Serdes.String(), Serdes.String(), cleanup);
  }

  private static String config(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.get(key).value();
  }

  @Test
  void shouldCreateEveryTopicOfWinnowWithItsPolicy() throws Exception {
    topicAdmin.create(new Topics(new InMemoryRegistry()).all(), 3, (short) 1);

    assertThat(admin.listTopics().names().get())
        .contains("winnow.tasks", "winnow.attempts", "winnow.results", "winnow.dead-letters");
    assertThat(config("winnow.tasks", "cleanup.policy")).isEqualTo("compact");
    assertThat(config("winnow.attempts", "cleanup.policy")).isEqualTo("delete");
    assertThat(config("winnow.attempts", "retention.ms")).isEqualTo("-1");
  }

  /** A producer that is told of a leader too early loses its order, and then the batch. */
  @Test
  void shouldServeEveryPartitionWhenItReturns() throws Exception {
    int partitions = 100;
    topicAdmin.create(List.of(topic("wide", Cleanup.DELETE)), partitions, (short) 1);

    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "enable.idempotence",
            false,
            "retries",
            0);
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int each = 0; each < 2 * partitions; each++) {
        sent.add(producer.send(new ProducerRecord<>("wide", each % partitions, "key", "value")));
      }

      assertThat(sent).allSatisfy(one -> assertThat(one.get().hasOffset()).isTrue());
    }
  }

  @Test
  void shouldLeaveATopicThatExists() throws Exception {
    Topic<String, String> topic = topic("again", Cleanup.COMPACT);
    topicAdmin.create(List.of(topic), 4, (short) 1);

    topicAdmin.create(List.of(topic, topic("fresh", Cleanup.DELETE)), 2, (short) 1);

    var topics = admin.describeTopics(List.of("again", "fresh")).allTopicNames().get();
    assertThat(topics.get("again").partitions()).hasSize(4);
    assertThat(topics.get("fresh").partitions()).hasSize(2);
  }

  @Test
  void shouldSayWhichTopicHasTooFewPartitions() {
    Topic<String, String> topic = topic("narrow", Cleanup.DELETE);
    topicAdmin.create(List.of(topic), 2, (short) 1);

    assertThatThrownBy(() -> topicAdmin.create(List.of(topic), 3, (short) 1))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "topic narrow has 2 partitions, and 3 are asked for; add partitions to it or ask for"
                + " 2");
  }

  @Test
  void shouldApplyAPlanOnceAndDoNothingTheSecondTime() throws Exception {
    List<TopicTarget> targets =
        List.of(
            new TopicTarget("plan.a", Cleanup.COMPACT, 2, true, (short) 1, Optional.empty()),
            new TopicTarget("plan.b", Cleanup.DELETE, 3, true, (short) 1, Optional.of(60_000L)));

    topicAdmin.apply(topicAdmin.plan(targets, List.of()));

    assertThat(topicAdmin.plan(targets, List.of()).steps())
        .extracting(TopicStep::kind)
        .containsOnly(TopicStep.Kind.NOTHING);
    assertThat(config("plan.b", "retention.ms")).isEqualTo("60000");
  }

  @Test
  void shouldMendSettingsAndAddPartitionsButTakeNoneAway() throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic("mend", 2, (short) 1).configs(Map.of("retention.ms", "1000"))))
        .all()
        .get();

    topicAdmin.apply(topicAdmin.plan(List.of(asked("mend", Cleanup.COMPACT, 4)), List.of()));

    assertThat(config("mend", "cleanup.policy")).isEqualTo("compact");
    assertThat(config("mend", "retention.ms")).as("somebody else's").isEqualTo("1000");
    assertThat(topicAdmin.look(List.of("mend", "nothing")).get("mend").partitions()).isEqualTo(4);
    TopicPlan fewer = topicAdmin.plan(List.of(asked("mend", Cleanup.COMPACT, 3)), List.of());
    assertThat(fewer.isRefused()).isTrue();
    assertThatThrownBy(() -> topicAdmin.apply(fewer)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseMorePartitionsWhenARecordIsInOneOfTheGroup() throws Exception {
    TopicGroup group = new TopicGroup(Set.of("group.a", "group.b"), "store");
    List<TopicTarget> two =
        List.of(asked("group.a", Cleanup.COMPACT, 2), asked("group.b", Cleanup.DELETE, 2));
    topicAdmin.apply(topicAdmin.plan(two, List.of(group)));
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("group.a", "key", "value")).get();
    }

    TopicPlan four =
        topicAdmin.plan(
            List.of(asked("group.a", Cleanup.COMPACT, 4), asked("group.b", Cleanup.DELETE, 4)),
            List.of(group));

    assertThat(four.steps())
        .extracting(TopicStep::refusal)
        .allMatch(refusal -> refusal.startsWith("group.a has records"));
  }

  private static TopicTarget asked(String name, Cleanup cleanup, int partitions) {
    return new TopicTarget(name, cleanup, partitions, true, (short) 1, Optional.empty());
  }
}
