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
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a share group. Its thread alone touches the consumer; handlers run on other threads
 * and tell it through {@link #signals} when they are done.
 *
 * <p>What a poll brought is held until each record of it is acknowledged: with its settlement when
 * its run is done, and with RENEW, all that are left together, when their locks need it. Then comes
 * the next poll, which brings back what was renewed; its position tells that it is running already.
 */
final class ShareGroupMember implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ShareGroupMember.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(500);
  private static final Duration LINGER = Duration.ofMillis(1);
  private static final Duration RENEWAL_POLL = Duration.ofMillis(100);

  private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
  private final ShareGroup settings;
  private final AsyncHandler handler;
  private final QueueCounters counters;
  private final Map<Position, Run> runs = new HashMap<>();
  private List<ConsumerRecord<byte[], byte[]>> held = new ArrayList<>();
  private long renewAtNanos;
  private final LinkedBlockingQueue<Object> signals = new LinkedBlockingQueue<>();
  private volatile OptionalLong cancelAtNanos = OptionalLong.empty();
  private volatile boolean closing;
  private volatile boolean busy;
  private volatile boolean ended;
  private volatile Runnable wakeUp = () -> {};

  ShareGroupMember(
      Supplier<ShareConsumer<byte[], byte[]>> consumers,
      ShareGroup settings,
      AsyncHandler handler,
      QueueCounters counters) {
    this.consumers = consumers;
    this.settings = settings;
    this.handler = handler;
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

  /**
   * Ends a poll that stands still, as it does when the clock of the host was put back; from any
   * thread.
   */
  void wakeUp() {
    wakeUp.run();
  }

  /** Whether the member can get no record any more: it has ended, or works on its last ones. */
  boolean takesNothing() {
    return ended || closing && busy;
  }

  @Override
  public void run() {
    try (ShareConsumer<byte[], byte[]> consumer = consumers.get()) {
      wakeUp = consumer::wakeup;
      consumer.setAcknowledgementCommitCallback(ShareGroupMember::told);
      consumer.subscribe(List.of(settings.topic()));
      while (!closing || !runs.isEmpty()) {
        try {
          turn(consumer);
        } catch (RetriableException e) {
          log.warn("A share group call failed and is tried again: {}", e.getMessage());
          awaitSignal(IDLE_POLL.toNanos());
        } catch (WakeupException e) {
          // To see that it is to stop.
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
    if (held.isEmpty()) {
      take(consumer);
    }
    if (held.isEmpty()) {
      cancelIfDue();
    } else {
      awaitSettlement();
      settle(consumer);
      busy = !runs.isEmpty();
    }
  }

  /** The consumer gives nothing as long as something of its last poll is not acknowledged. */
  private void take(ShareConsumer<byte[], byte[]> consumer) {
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
    renewAtNanos = System.nanoTime() + settings.lock().toNanos() / 3;
    dropLostRuns();
    busy = !runs.isEmpty();
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
    Handling.of(handler, delivery, run.cancellation)
        .thenAccept(
            settlement -> {
              run.settlement = settlement;
              signals.add(run);
            });
    return run;
  }

  /** Waits until one of the held records can be settled or all need renewal. */
  private void awaitSettlement() {
    while (held.stream().noneMatch(this::isDone)) {
      cancelIfDue();
      long now = System.nanoTime();
      if (renewAtNanos - now <= 0) {
        return;
      }
      long wait = Math.min(renewAtNanos, cancelAtNanos.orElse(renewAtNanos)) - now;
      awaitSignal(Math.max(wait, TimeUnit.MILLISECONDS.toNanos(10)));
    }
    if (!held.stream().allMatch(this::isDone)) {
      linger();
    }
  }

  /** What began together often ends together: then one request tells of all of it. */
  private static void linger() {
    LockSupport.parkNanos(LINGER.toNanos());
  }

  private void awaitSignal(long nanos) {
    try {
      signals.poll(nanos, TimeUnit.NANOSECONDS);
      // What the others say is seen by looking at the runs.
      signals.clear();
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

  /** Acknowledges what is done; the others too, once their locks need it. */
  private void settle(ShareConsumer<byte[], byte[]> consumer) {
    boolean isRenewalDue = renewAtNanos - System.nanoTime() <= 0;
    boolean areShort = true;
    List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
    Map<TopicPartition, List<Position>> renewed = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : held) {
      Position position = Position.of(record);
      AcknowledgeType acknowledgement = acknowledgement(runs.get(position));
      if (acknowledgement != AcknowledgeType.RENEW) {
        consumer.acknowledge(record, acknowledgement);
        Run ended = runs.remove(position);
        areShort &= ended != null && isShort(ended);
      } else if (isRenewalDue) {
        consumer.acknowledge(record, acknowledgement);
        counters.renewed();
        renewed.computeIfAbsent(position.partition(), p -> new ArrayList<>()).add(position);
      } else {
        left.add(record);
      }
    }
    held = left;
    if (held.isEmpty() && renewed.isEmpty() && areShort && !closing) {
      // The next poll tells of them as it asks for more. Unlike a commit it does so once, whatever
      // the broker answers, so some may come again: of short runs that is the smaller loss.
      return;
    }
    for (Map.Entry<TopicIdPartition, Optional<KafkaException>> result :
        consumer.commitSync().entrySet()) {
      if (result.getValue().isPresent()) {
        renewed.getOrDefault(result.getKey().topicPartition(), List.of()).forEach(this::drop);
      }
    }
  }

  private boolean isShort(Run run) {
    return System.nanoTime() - run.startedAtNanos < settings.lock().toNanos() / 30;
  }

  /** Acknowledgements have arrived or not, those of a poll as well as those of a commit. */
  private static void told(Map<TopicIdPartition, Set<Long>> offsets, Exception failure) {
    if (failure != null) {
      offsets.forEach(
          (partition, of) ->
              log.warn(
                  "{} offsets of {} were not settled: {}; their records will be delivered again",
                  of.size(),
                  partition.topicPartition(),
                  failure.getMessage()));
    }
  }

  /** Reads the settlement once: a run that ends meanwhile is settled next turn. */
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
    final long startedAtNanos = System.nanoTime();
    volatile Settlement settlement;
    long lockedAtNanos = startedAtNanos;
  }
}
