package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.worker.process.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What is so of a consumer group only; the rest is in {@link WorkQueueContractIT}. */
class ConsumerGroupQueueIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static TestBroker broker;

  private final Queue<WorkQueue> queues = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private String topic;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    broker.createTopics(2, topic);
  }

  @AfterEach
  void closeQueues() {
    queues.forEach(queue -> queue.close(Duration.ZERO));
  }

  @Test
  void shouldCancelOnlyTheRunsOfThePartitionThatMovesAndCountThemOn() {
    Queue<String> first = new ConcurrentLinkedQueue<>();
    Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    Queue<String> second = new ConcurrentLinkedQueue<>();
    produce(0, "a");
    produce(1, "b");
    WorkQueue losing =
        open(
            Backend.CONSUMER,
            (delivery, cancellation) -> {
              first.add(delivery.key() + " " + delivery.count());
              awaitCancelled(cancellation);
              cancelled.add(delivery.key() + " " + cancellation.reason().orElseThrow());
              return Settlement.RELEASE;
            });
    await().atMost(PATIENCE).until(() -> first.size() == 2);
    assertThat(first).containsExactlyInAnyOrder("a 1", "b 1");

    open(
        Backend.CONSUMER,
        (delivery, cancellation) -> {
          second.add(delivery.key() + " " + delivery.count());
          return Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> !second.isEmpty());
    String moved = second.peek().substring(0, 1);
    assertThat(second).containsExactly(moved + " 2");
    assertThat(cancelled).containsExactly(moved + " the partition went to another worker");
    assertThat(losing.counters().losses()).isEqualTo(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldSayWhatToMendWhenTheGroupIsAShareGroup() {
    open(Backend.SHARE, (delivery, cancellation) -> Settlement.ACCEPT);
    await().ignoreExceptions().atMost(PATIENCE).until(this::groupHasMembers);

    open(Backend.CONSUMER, (delivery, cancellation) -> Settlement.ACCEPT);

    await().atMost(PATIENCE).until(() -> !failures.isEmpty());
    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(QueueException.class)
                    .hasMessageContaining("is not a consumer group")
                    .hasMessageContaining("worker.group"));
  }

  @Test
  void shouldSayWhatToMendWhenTheOffsetsMetadataIsOfSomethingElse() throws Exception {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets(
              topic, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0, "mine")))
          .all()
          .get();
    }

    open(Backend.CONSUMER, (delivery, cancellation) -> Settlement.ACCEPT);

    await().atMost(PATIENCE).until(() -> !failures.isEmpty());
    assertThat(failures.peek()).hasMessageContaining("'mine'").hasMessageContaining("reset");
  }

  private boolean groupHasMembers() throws Exception {
    try (Admin admin = admin()) {
      return !admin
          .describeShareGroups(List.of(topic))
          .describedGroups()
          .get(topic)
          .get()
          .members()
          .isEmpty();
    }
  }

  private WorkQueue open(Backend backend, DeliveryHandler handler) {
    WorkQueue queue = backend.open(broker.bootstrapServers(), topic, 2, 1, failures::add);
    queues.add(queue);
    queue.start(handler);
    return queue;
  }

  private void produce(int partition, String key) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, partition, key, "value of " + key));
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void awaitCancelled(Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    cancellation.whenCancelled(cancelled::countDown);
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
