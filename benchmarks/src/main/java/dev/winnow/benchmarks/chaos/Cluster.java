package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What topics and groups hold, read by the way that is never cut. */
final class Cluster implements AutoCloseable {
  /** A broker that was killed may take its time on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String STREAMS_GROUP = "winnow";

  private final String bootstrapServers;
  private final Topics topics;
  private final Admin admin;

  Cluster(String bootstrapServers, Topics topics) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    admin = Admin.create(patient(bootstrapServers));
  }

  /** Settings of clients that wait for a broker that is down; each kind takes its own of them. */
  static Map<String, Object> patient(String bootstrapServers) {
    int most = Math.toIntExact(PATIENCE.toMillis());
    return Map.of(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, most,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, most,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, most,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  /** Publishes a task. */
  void submit(Task task) throws InterruptedException {
    try (KafkaProducer<String, Task> producer =
        new KafkaProducer<>(
            patient(bootstrapServers),
            topics.tasks().key().serializer(),
            topics.tasks().value().serializer())) {
      producer.send(new ProducerRecord<>(topics.tasks().name(), task.getTaskId(), task)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the task could not be published", e);
    }
  }

  /** The versions of each task's boards, as they were published. */
  Map<String, List<Long>> boardVersions() {
    Map<String, List<Long>> versions = new TreeMap<>();
    Topic<String, Leaderboard> boards = topics.leaderboards();
    read(
        boards,
        (task, board) ->
            versions.computeIfAbsent(task, any -> new ArrayList<>()).add(board.getVersion()));
    return versions;
  }

  /** How many verdicts of each task were published. */
  Map<String, Integer> verdicts() {
    Map<String, Integer> verdicts = new TreeMap<>();
    Topic<String, Verdict> topic = topics.verdicts();
    read(topic, (task, verdict) -> verdicts.merge(task, 1, Integer::sum));
    return verdicts;
  }

  /** All dead letters. */
  List<DeadLetter> deadLetters() {
    List<DeadLetter> letters = new ArrayList<>();
    read(topics.deadLetters(), (key, letter) -> letters.add(letter));
    return letters;
  }

  private <V> void read(Topic<String, V> topic, BiConsumer<String, V> reader) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            patient(bootstrapServers), topic.key().deserializer(), topic.value().deserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
          reader.accept(record.key(), record.value());
        }
      }
    }
  }

  /** Records that streams-app and workers have not done, by topic. */
  Map<String, Long> lag() throws InterruptedException {
    Map<String, Long> lag = new TreeMap<>();
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(STREAMS_GROUP).partitionsToOffsetAndMetadata().get();
      for (Topic<?, ?> topic : List.of(topics.tasks(), topics.taskCommands(), topics.results())) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        long done =
            Optional.ofNullable(committed.get(partition)).map(OffsetAndMetadata::offset).orElse(0L);
        lag.put(topic.name(), end(partition) - done);
      }
      for (Topic<?, ?> topic : List.of(topics.attempts(), topics.evaluations())) {
        lag.put(topic.name(), queued(topic.name()));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("lag cannot be told", e);
    }
    return lag;
  }

  private long queued(String topic) throws ExecutionException, InterruptedException {
    String group = STREAMS_GROUP + topic.substring(topic.indexOf('.')).replace('.', '-');
    TopicPartition partition = new TopicPartition(topic, 0);
    SharePartitionOffsetInfo info =
        admin
            .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
            .partitionsToOffsetInfo(group)
            .get()
            .get(partition);
    if (info == null) {
      return end(partition);
    }
    return info.lag().orElse(end(partition) - info.startOffset());
  }

  private long end(TopicPartition partition) throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(
            Map.of(partition, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .partitionResult(partition)
        .get()
        .offset();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
