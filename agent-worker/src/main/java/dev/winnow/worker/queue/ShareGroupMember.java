package dev.winnow.worker.queue;

import dev.winnow.worker.process.Cancellation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a share group. Its thread alone touches the consumer; handlers run on other threads
 * and tell it through {@link #signals} when they are done.
 *
 * <p>A turn polls, waits until a run is done or the locks need renewal, and acknowledges every
 * record of the poll: with its settlement if its run is done, with RENEW if not. A renewed record
 * comes back with a later poll, where its position tells that it is running already.
 */
final class ShareGroupMember implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ShareGroupMember.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(500);
  private static final Duration RENEWAL_POLL = Duration.ofMillis(100);

  private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
  private final ShareGroup settings;
  private final DeliveryHandler handler;
  private final Executor executor;
  private final QueueCounters counters;
  private final Map<Position, Run> runs = new HashMap<>();
  private final LinkedBlockingQueue<Object> signals = new LinkedBlockingQueue<>();
  private volatile OptionalLong cancelAtNanos = OptionalLong.empty();
  private volatile boolean closing;
  private volatile boolean busy;
  private volatile boolean ended;

  ShareGroupMember(
      Supplier<ShareConsumer<byte[], byte[]>> consumers,
      ShareGroup settings,
      DeliveryHandler handler,
      Executor executor,
      QueueCounters counters) {
    this.consumers = consumers;
    this.settings = settings;
    this.handler = handler;
    this.executor = executor;
    this.counters = counters;
  }

  /** Asks the member to take no new record, and to end once it has none; from any thread. */
  void stopTaking() {
    closing = true;
    signals.add(this);
  }

  /** Gives running handlers so much longer before they are cancelled; from any thread. */
  void cancelAfter(Duration grace) {
    cancelAtNanos = OptionalLong.of(System.nanoTime() + grace.toNanos());
    signals.add(this);
  }

  /** Whether the member can get no record any more: it has ended, or works on its last ones. */
  boolean takesNothing() {
    return ended || closing && busy;
  }

  @Override
  public void run() {
    try (ShareConsumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.subscribe(List.of(settings.topic()));
      while (!closing || !runs.isEmpty()) {
        try {
          turn(consumer);
        } catch (RetriableException e) {
          log.warn("A share group call failed and is tried again: {}", e.getMessage());
          awaitSignal(IDLE_POLL.toNanos());
        }
      }
    } catch (KafkaException e) {
      throw QueueException.inGroup("share group", settings.group(), e);
    } finally {
      ended = true;
      runs.values().forEach(run -> run.cancellation.cancel("the queue failed"));
    }
  }

  private void turn(ShareConsumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> held = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        consumer.poll(runs.isEmpty() ? IDLE_POLL : RENEWAL_POLL)) {
      held.add(record);
      if (!closing) {
        runs.computeIfAbsent(Position.of(record), position -> start(record));
      }
      Run run = runs.get(Position.of(record));
      if (run != null) {
        run.lockedAtNanos = System.nanoTime();
      }
    }
    dropLostRuns();
    busy = !runs.isEmpty();
    if (!held.isEmpty()) {
      awaitSettlement(held);
      settle(consumer, held);
      busy = !runs.isEmpty();
    } else {
      cancelIfDue();
    }
  }

  private Run start(ConsumerRecord<byte[], byte[]> record) {
    Run run = new Run();
    Delivery delivery =
        new Delivery(
            record.topic(),
            record.partition(),
            record.offset(),
            record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
            record.value(),
            record.deliveryCount().orElse((short) 1));
    executor.execute(
        () -> {
          Settlement settlement = Settlement.RELEASE;
          try {
            settlement = handler.handle(delivery, run.cancellation);
          } catch (RuntimeException e) {
            log.error("Record {} was not worked on and is released", delivery.key(), e);
          } finally {
            run.settlement = settlement;
            signals.add(run);
          }
        });
    return run;
  }

  /** Waits until one of the held records can be settled or all need renewal. */
  private void awaitSettlement(List<ConsumerRecord<byte[], byte[]>> held) {
    long renewAt = System.nanoTime() + settings.lock().toNanos() / 3;
    while (held.stream().noneMatch(this::isDone)) {
      cancelIfDue();
      long now = System.nanoTime();
      if (renewAt - now <= 0) {
        return;
      }
      long wait = Math.min(renewAt, cancelAtNanos.orElse(renewAt)) - now;
      awaitSignal(Math.max(wait, TimeUnit.MILLISECONDS.toNanos(10)));
    }
  }

  private void awaitSignal(long nanos) {
    try {
      signals.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException("Interrupted in share group " + settings.group(), e);
    }
  }

  private boolean isDone(ConsumerRecord<byte[], byte[]> record) {
    Run run = runs.get(Position.of(record));
    return run == null || run.settlement != null;
  }

  private void cancelIfDue() {
    OptionalLong cancelAt = cancelAtNanos;
    if (cancelAt.isPresent() && System.nanoTime() - cancelAt.getAsLong() >= 0) {
      runs.values().forEach(run -> run.cancellation.cancel("the worker is stopping"));
    }
  }

  private void settle(
      ShareConsumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> held) {
    Map<TopicPartition, List<Position>> renewed = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : held) {
      Position position = Position.of(record);
      AcknowledgeType acknowledgement = acknowledgement(runs.get(position));
      consumer.acknowledge(record, acknowledgement);
      if (acknowledgement == AcknowledgeType.RENEW) {
        counters.renewed();
        renewed.computeIfAbsent(position.partition(), p -> new ArrayList<>()).add(position);
      } else {
        runs.remove(position);
      }
    }
    for (Map.Entry<TopicIdPartition, Optional<KafkaException>> result :
        consumer.commitSync().entrySet()) {
      if (result.getValue().isPresent()) {
        log.warn(
            "Records of {} were not settled: {}; they will be delivered again",
            result.getKey().topicPartition(),
            result.getValue().get().getMessage());
        renewed.getOrDefault(result.getKey().topicPartition(), List.of()).forEach(this::drop);
      }
    }
  }

  /** Reads the settlement once: a run that ends meanwhile is renewed, and settled next turn. */
  private static AcknowledgeType acknowledgement(Run run) {
    if (run == null) {
      return AcknowledgeType.RELEASE;
    }
    Settlement settlement = run.settlement;
    if (settlement == null) {
      return AcknowledgeType.RENEW;
    }
    return switch (settlement) {
      case ACCEPT -> AcknowledgeType.ACCEPT;
      case RELEASE -> AcknowledgeType.RELEASE;
      case REJECT -> AcknowledgeType.REJECT;
    };
  }

  /** A record that did not come back within its lock's time belongs to somebody else by now. */
  private void dropLostRuns() {
    long now = System.nanoTime();
    runs.entrySet().stream()
        .filter(e -> now - e.getValue().lockedAtNanos > settings.lock().toNanos())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::drop);
  }

  private void drop(Position position) {
    Run run = runs.remove(position);
    if (run != null) {
      counters.lost();
      run.cancellation.cancel("the lock on the order was lost");
    }
  }

  private record Position(TopicPartition partition, long offset) {
    static Position of(ConsumerRecord<?, ?> record) {
      return new Position(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }

  private static final class Run {
    final Cancellation cancellation = new Cancellation();
    volatile Settlement settlement;
    long lockedAtNanos = System.nanoTime();
  }
}
