package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real broker does not do when it is asked to: fail at the right moment. */
class ConsumerGroupMemberTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger polls = new AtomicInteger();
  private final Queue<KafkaException> commitFailures = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final MockConsumer<byte[], byte[]> consumer = new FailingConsumer();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotStartARunBeforeItsDeliveryIsCommittedAndGoOnPolling(boolean isFenced) {
    KafkaException failure =
        isFenced ? new CommitFailedException() : new TimeoutException("made up");
    commitFailures.addAll(List.of(failure, failure));
    ConsumerGroupMember member =
        member(
            (delivery, cancellation) -> {
              events.add("run " + delivery.count());
              return Settlement.ACCEPT;
            });
    assign();

    CompletableFuture<Void> end = CompletableFuture.runAsync(member, threads);
    await().atMost(PATIENCE).until(() -> events.contains("commit 1 "));
    int before = polls.get();
    await().atMost(PATIENCE).until(() -> polls.get() > before);
    member.close(Duration.ZERO);

    assertThat(end).succeedsWithin(PATIENCE);
    // It was never run before it was counted, and counted once.
    assertThat(events).containsExactly("failed", "failed", "commit 0 w1:a", "run 1", "commit 1 ");
  }

  @Test
  void shouldCancelWithoutACommitWhenPartitionsAreLost() {
    CountDownLatch began = new CountDownLatch(1);
    ConsumerGroupMember member =
        member(
            (delivery, cancellation) -> {
              began.countDown();
              cancellation.await(Duration.ofMinutes(1));
              events.add(cancellation.reason().orElse("not cancelled"));
              return Settlement.ACCEPT;
            });
    assign();
    CompletableFuture<Void> end = CompletableFuture.runAsync(member, threads);
    await().atMost(PATIENCE).until(() -> began.getCount() == 0);

    consumer.schedulePollTask(() -> member.onPartitionsLost(List.of(PARTITION)));
    await().atMost(PATIENCE).until(() -> events.contains("the partition went to another worker"));
    member.close(Duration.ZERO);

    assertThat(end).succeedsWithin(PATIENCE);
    assertThat(events).noneMatch(event -> event.startsWith("commit 1"));
  }

  @Test
  void shouldGoOnWhenItIsWokenUpAndIsNotToStop() {
    ConsumerGroupMember member = member((delivery, cancellation) -> Settlement.ACCEPT);
    assign();
    CompletableFuture<Void> end = CompletableFuture.runAsync(member, threads);
    await().atMost(PATIENCE).until(() -> events.contains("commit 1 "));

    member.wakeUp();
    int before = polls.get();

    await().atMost(PATIENCE).until(() -> polls.get() > before + 2);
    assertThat(end).isNotDone();
    member.close(Duration.ZERO);
    assertThat(end).succeedsWithin(PATIENCE);
  }

  private ConsumerGroupMember member(DeliveryHandler handler) {
    ConsumerGroup settings = new ConsumerGroup("orders", "group", 2, "test", Map.of());
    return new ConsumerGroupMember(
        consumer, settings, new ThreadPerRun(handler, "orders"), new QueueCounters());
  }

  private void assign() {
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(PARTITION));
          consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
          consumer.addRecord(new ConsumerRecord<>("orders", 0, 0, bytes("key"), bytes("value")));
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class FailingConsumer extends MockConsumer<byte[], byte[]> {
    FailingConsumer() {
      super("earliest");
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      polls.incrementAndGet();
      return super.poll(timeout);
    }

    /** A real one looks at all of its partitions each time: for thousands this takes minutes. */
    @Override
    public synchronized long position(TopicPartition partition, Duration timeout) {
      events.add("asked for a position");
      return super.position(partition, timeout);
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      OffsetAndMetadata offset = offsets.get(PARTITION);
      if (offset.offset() == 0 && offset.metadata().isEmpty()) {
        super.commitSync(offsets, timeout);
        return;
      }
      KafkaException failure = commitFailures.poll();
      if (failure != null) {
        events.add("failed");
        throw failure;
      }
      events.add("commit " + offset.offset() + " " + offset.metadata());
      super.commitSync(offsets, timeout);
    }
  }
}
