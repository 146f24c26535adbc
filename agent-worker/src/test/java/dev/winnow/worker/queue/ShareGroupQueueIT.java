package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.worker.process.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a work queue promises, held against a real broker. */
class ShareGroupQueueIT {
  private static final Duration LOCK = Duration.ofSeconds(2);
  private static final Duration NO_GRACE = Duration.ZERO;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static TestBroker broker;

  private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final Queue<WorkQueue> queues = new ConcurrentLinkedQueue<>();
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
    // One partition: with more of them than members, a partition belongs to one member alone.
    broker.createTopics(1, topic);
  }

  @AfterEach
  void closeQueues() {
    queues.forEach(queue -> queue.close(NO_GRACE));
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldKeepTheRecordWhenTheRunOutlastsItsLock() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    produce("a");
    open(
        2,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          awaitEnd(mayEnd, cancellation);
          return Settlement.ACCEPT;
        });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    await().pollDelay(LOCK.multipliedBy(4)).atMost(PATIENCE).until(() -> true);
    mayEnd.countDown();
    await().pollDelay(LOCK.multipliedBy(2)).atMost(PATIENCE).until(() -> true);

    assertThat(deliveries).extracting(Delivery::count).containsExactly(1);
  }

  @Test
  void shouldGoOnTakingRecordsWhenOneRunIsLong() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    produce("long");
    open(
        2,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          if (delivery.key().equals("long")) {
            awaitEnd(mayEnd, cancellation);
          }
          return Settlement.ACCEPT;
        });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    for (int i = 0; i < 20; i++) {
      produce("short-" + i);
    }

    await().atMost(PATIENCE).until(() -> deliveries.size() == 21);
    mayEnd.countDown();
  }

  @Test
  void shouldSettleEachRecordOnItsOwnWhenAMemberHoldsSeveral() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      produce("record-" + i);
    }
    open(
        4,
        4,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          if (delivery.key().equals("record-3")) {
            awaitEnd(mayEnd, cancellation);
          }
          ended.incrementAndGet();
          return Settlement.ACCEPT;
        });

    await().pollDelay(LOCK.multipliedBy(2)).atMost(PATIENCE).until(() -> ended.get() >= 3);
    mayEnd.countDown();
    await().atMost(PATIENCE).until(() -> ended.get() == 8);

    assertThat(deliveries).extracting(Delivery::count).containsOnly(1);
  }

  @Test
  void shouldDeliverAgainWithCountTwoWhenTheQueueClosesDuringARun() {
    produce("a");
    WorkQueue first =
        open(
            1,
            1,
            (delivery, cancellation) -> {
              deliveries.add(delivery);
              awaitEnd(new CountDownLatch(1), cancellation);
              return Settlement.RELEASE;
            });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    first.close(NO_GRACE);
    open(
        1,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          return Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> deliveries.size() == 2);
    assertThat(deliveries).extracting(Delivery::count).containsExactly(1, 2);
  }

  @Test
  void shouldNeverDeliverAgainWhenARecordIsRejected() {
    produce("bad");
    open(
        1,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          return delivery.key().equals("bad") ? Settlement.REJECT : Settlement.ACCEPT;
        });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    produce("good");

    await().atMost(PATIENCE).until(() -> deliveries.size() == 2);
    await().pollDelay(LOCK.multipliedBy(2)).atMost(PATIENCE).until(() -> true);
    assertThat(deliveries).extracting(Delivery::key).containsExactly("bad", "good");
  }

  @Test
  void shouldReleaseTheRecordWhenTheHandlerThrows() {
    produce("a");
    open(
        1,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          if (delivery.count() == 1) {
            throw new IllegalStateException("first time");
          }
          return Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> deliveries.size() == 2);
    assertThat(deliveries).extracting(Delivery::count).containsExactly(1, 2);
  }

  private WorkQueue open(int slots, int slotsPerMember, DeliveryHandler handler) {
    Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    WorkQueue queue =
        new ShareGroupQueue(
            new ShareGroup(topic, topic, slots, slotsPerMember, LOCK, 5, "test", client),
            failures::add);
    queues.add(queue);
    queue.start(handler);
    return queue;
  }

  private void produce(String key) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, "value of " + key));
    }
  }

  private static void awaitEnd(CountDownLatch mayEnd, Cancellation cancellation) {
    cancellation.whenCancelled(mayEnd::countDown);
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
