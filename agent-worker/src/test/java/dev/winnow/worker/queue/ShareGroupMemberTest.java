package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is acknowledged when, which a broker does not show. */
class ShareGroupMemberTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Settlement>> runs = new ConcurrentHashMap<>();
  private final RecordingConsumer consumer = new RecordingConsumer();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private CompletableFuture<Void> ended;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void shouldAcknowledgeWhatIsDoneAloneWhenOthersOfThePollStillRun() {
    consumer.brings("a", "b", "c");
    ShareGroupMember member = start(LONG);
    await().atMost(PATIENCE).until(() -> runs.size() == 3);

    runs.get("b").complete(Settlement.ACCEPT);

    await().atMost(PATIENCE).until(() -> events.contains("commit"));
    assertThat(events).containsExactly("poll", "ACCEPT b", "commit");
    runs.get("a").complete(Settlement.REJECT);
    runs.get("c").complete(Settlement.ACCEPT);
    end(member);
    assertThat(events).contains("REJECT a", "ACCEPT c").noneMatch(each -> each.startsWith("RENEW"));
  }

  @Test
  void shouldRenewAllThatStillRunTogetherWhenTheirLocksNeedIt() {
    consumer.brings("a", "b");
    ShareGroupMember member = start(SHORT);

    await().atMost(PATIENCE).until(() -> events.contains("commit"));

    assertThat(events.subList(0, 4)).containsExactly("poll", "RENEW a", "RENEW b", "commit");
    assertThat(runs).hasSize(2);
    runs.values().forEach(run -> run.complete(Settlement.ACCEPT));
    end(member);
    assertThat(events).contains("ACCEPT a", "ACCEPT b");
  }

  @Test
  void shouldReleaseTheRecordWhenItsRunFails() {
    consumer.brings("a");
    ShareGroupMember member = start(LONG);
    await().atMost(PATIENCE).until(() -> runs.size() == 1);

    runs.get("a").completeExceptionally(new IllegalStateException("made up"));

    await().atMost(PATIENCE).until(() -> events.contains("RELEASE a"));
    end(member);
  }

  @Test
  void shouldLeaveItToTheNextPollToTellWhenAllOfAPollIsDoneSoon() {
    consumer.brings("a", "b");
    ShareGroupMember member = start(LONG);
    await().atMost(PATIENCE).until(() -> runs.size() == 2);
    consumer.brings("c");

    runs.get("a").complete(Settlement.ACCEPT);
    await().atMost(PATIENCE).until(() -> events.contains("commit"));
    runs.get("b").complete(Settlement.ACCEPT);
    await().atMost(PATIENCE).until(() -> runs.size() == 3);

    assertThat(events).containsExactly("poll", "ACCEPT a", "commit", "ACCEPT b", "poll");
    runs.get("c").complete(Settlement.ACCEPT);
    end(member);
  }

  /** A commit is tried again where a broker is busy; what a poll carries is not. */
  @Test
  void shouldCommitAtOnceWhenARunWasLong() {
    consumer.brings("a");
    ShareGroupMember member = start(Duration.ofSeconds(30));
    await().atMost(PATIENCE).until(() -> runs.size() == 1);

    runs.get("a").completeOnTimeout(Settlement.ACCEPT, 1_100, TimeUnit.MILLISECONDS);

    await().atMost(PATIENCE).until(() -> events.contains("commit"));
    assertThat(events).containsExactly("poll", "ACCEPT a", "commit");
    end(member);
  }

  /** As it does when the clock of the host was put back. */
  @Test
  void shouldEndWhenItIsWokenUpInAPollThatStandsStill() {
    consumer.standsStill();
    ShareGroupMember member = start(LONG);
    await().atMost(PATIENCE).until(() -> events.contains("stands still"));
    member.stopTaking();
    assertThat(member.takesNothing()).isFalse();

    member.wakeUp();

    assertThat(ended).succeedsWithin(PATIENCE);
  }

  private ShareGroupMember start(Duration lock) {
    ShareGroup settings = new ShareGroup("orders", "group", 3, 3, lock, 5, "test", Map.of());
    ShareGroupMember member =
        new ShareGroupMember(
            () -> consumer,
            settings,
            (delivery, cancellation) ->
                runs.computeIfAbsent(delivery.key(), key -> new CompletableFuture<>()),
            new QueueCounters());
    ended = CompletableFuture.runAsync(member, threads);
    return member;
  }

  private void end(ShareGroupMember member) {
    member.stopTaking();
    assertThat(ended).succeedsWithin(PATIENCE);
  }

  /** Brings records once, and those that were renewed again. */
  private final class RecordingConsumer extends MockShareConsumer<byte[], byte[]> {
    private final LinkedBlockingQueue<ConsumerRecord<byte[], byte[]>> next =
        new LinkedBlockingQueue<>();
    private long end;

    void brings(String... keys) {
      for (String key : keys) {
        next.add(
            new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                end++,
                key.getBytes(StandardCharsets.UTF_8),
                new byte[0]));
      }
    }

    private final CountDownLatch woken = new CountDownLatch(1);
    private volatile boolean still;

    void standsStill() {
      still = true;
    }

    @Override
    public void wakeup() {
      woken.countDown();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (still) {
        events.add("stands still");
        try {
          woken.await();
        } catch (InterruptedException e) {
          throw new InterruptException(e);
        }
        throw new WakeupException();
      }
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      next.drainTo(records);
      if (records.isEmpty()) {
        return ConsumerRecords.empty();
      }
      events.add("poll");
      return new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
    }

    @Override
    public void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
      events.add(type.name() + " " + new String(record.key(), StandardCharsets.UTF_8));
      if (type == AcknowledgeType.RENEW) {
        next.add(record);
      }
    }

    @Override
    public Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
      events.add("commit");
      return Map.of();
    }
  }
}
