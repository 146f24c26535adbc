package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A record of 16 MiB, as a producer counts it before it compresses, goes all its ways through the
 * local stack, and one of a byte more does not begin.
 */
class LargestRecordIT {
  private static final int LARGEST = 16 << 20;
  private static final String ID = "large";

  /** As long, so that records of it are as large. */
  private static final String USELESS = "waste";

  private static final String CHANGELOG = "winnow-tasks-by-id-store-changelog";
  private static final int VARIANTS = 65;
  private static final int SHORTEST_PROMPT = 200_000;
  private static final int LONGEST_PROMPT = 262_144;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static LocalStack stack;
  private static Path repository;
  private static String base;
  private static Topics topics;

  @BeforeAll
  static void start() throws Exception {
    repository = folder.resolve("repository");
    base = SmallContest.repository(repository);
    stack = LocalStack.start(new LocalConfig(folder.resolve("data"), 1, 0, 1), part -> {});
    topics =
        new Topics(
            new RegistryClient(
                RegistryConfig.of(Map.of(RegistryConfig.URL, stack.connection().registry()))));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void shouldOpenTheLargestTaskAndRefuseALarger() {
    TaskPublisher publisher = new TaskPublisher(stack.connection());
    int rest = LARGEST - counted(bytes(task(0)));
    Task largest = task(rest);
    assertThat(counted(bytes(largest))).isEqualTo(LARGEST);

    assertThatThrownBy(() -> publisher.publish(task(rest + 1)))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("the task is larger than the topic takes");
    publisher.publish(largest);

    Server server = new Server(stack.connection().server());
    await().atMost(PATIENCE).until(() -> server.task(ID).isPresent());
    // The changelog of the store that keeps it has it in the transaction that opened it.
    List<ConsumerRecord<String, byte[]>> kept =
        await().atMost(PATIENCE).until(() -> read(CHANGELOG, ID), each -> !each.isEmpty());
    assertThat(kept.get(0).value()).hasSameSizeAs(bytes(largest));
    assertThat(read(topics.deadLetters().name(), ID)).isEmpty();
  }

  /** Whoever cannot use it writes a letter of it, which is a record as well. */
  @Test
  void shouldGoOnWhenTheLargestRecordIsOfNoUse() throws Exception {
    byte[] garbage = new byte[2 * LARGEST - counted(new byte[LARGEST])];
    List<Tuple> written = new ArrayList<>();
    try (var producer = producer()) {
      for (String topic : List.of(topics.tasks().name(), topics.attempts().name())) {
        long offset = producer.send(new ProducerRecord<>(topic, USELESS, garbage)).get().offset();
        written.add(tuple(topic, offset));
        byte[] larger = new byte[garbage.length + 1];
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, USELESS, larger)).get())
            .hasCauseInstanceOf(RecordTooLargeException.class);
      }
    }

    Topic<String, DeadLetter> topic = topics.deadLetters();
    List<DeadLetter> letters =
        await()
            .atMost(PATIENCE)
            .until(() -> read(topic.name(), USELESS), each -> each.size() == written.size())
            .stream()
            .map(record -> topic.value().deserializer().deserialize(topic.name(), record.value()))
            .toList();

    assertThat(letters)
        .extracting(DeadLetter::getTopic, DeadLetter::getOffset)
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.getValue()).isEmpty();
              assertThat(letter.getReason()).contains("is too large to be here");
            });
  }

  /** A task whose prompts have so many characters more than the fewest that it is made with. */
  private static Task task(int more) {
    Task task =
        ((Parsed.Valid) TaskSpec.parse(SmallContest.spec(ID, repository, base, "0"))).task();
    List<Variant> variants = new ArrayList<>();
    int left = more;
    for (int i = 0; i < VARIANTS; i++) {
      int longer = Math.min(left, LONGEST_PROMPT - SHORTEST_PROMPT);
      left -= longer;
      variants.add(
          Variant.newBuilder()
              .setName("v" + i)
              .setPrompt("p".repeat(SHORTEST_PROMPT + longer))
              .setParameters(Map.of("value", "1"))
              .build());
    }
    task.setVariants(variants);
    task.getBudget().setAttempts(1);
    return task;
  }

  private static byte[] bytes(Task task) {
    return topics.tasks().value().serializer().serialize(topics.tasks().name(), task);
  }

  /** What a producer, and uncompressed the broker, takes for the size of a record. */
  private static int counted(byte[] value) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        ID.getBytes(StandardCharsets.UTF_8),
        value,
        Record.EMPTY_HEADERS);
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            stack.connection().bootstrapServers(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            stack.connection().bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found.stream().filter(record -> record.key().equals(key)).toList();
  }
}
