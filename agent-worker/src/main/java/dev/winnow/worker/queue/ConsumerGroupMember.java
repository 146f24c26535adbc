package dev.winnow.worker.queue;

import dev.winnow.worker.queue.ConsumedPartition.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The member of a consumer group that fills the slots of this worker. Its thread alone touches the
 * consumer, the partitions and their windows; handlers run on other threads and tell it through
 * {@link #signals} when they are done.
 *
 * <p>A turn books the runs that have ended, chooses records for the free slots, commits, starts
 * them, and polls. The commit comes before the start: it has the count of each delivery, so one
 * that ends with its worker has been counted. Partitions are paused while there is no use for their
 * records; the poll then brings nothing but keeps the membership.
 */
final class ConsumerGroupMember implements Runnable, ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ConsumerGroupMember.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(500);
  private static final Duration BUSY_POLL = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration CALL = Duration.ofSeconds(5);

  /** So often it is looked whether the position has passed what is no record. */
  private static final Duration IDLE_COMMIT = Duration.ofSeconds(1);

  private static final Duration LEAVE = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final ConsumerGroup settings;
  private final AsyncHandler handler;
  private final QueueCounters counters;
  private final Map<TopicPartition, ConsumedPartition> owned = new LinkedHashMap<>();
  private final Set<Run> running = new HashSet<>();
  private final LinkedBlockingQueue<Optional<Run>> signals = new LinkedBlockingQueue<>();
  private volatile OptionalLong cancelAtNanos = OptionalLong.empty();
  private volatile boolean closing;
  private boolean dirty;
  private long committedAtNanos = System.nanoTime();

  ConsumerGroupMember(
      Consumer<byte[], byte[]> consumer,
      ConsumerGroup settings,
      AsyncHandler handler,
      QueueCounters counters) {
    this.consumer = consumer;
    this.settings = settings;
    this.handler = handler;
    this.counters = counters;
  }

  /** Takes no new record, and gives running handlers so much longer; from any thread. */
  void close(Duration grace) {
    closing = true;
    cancelAtNanos = OptionalLong.of(System.nanoTime() + grace.toNanos());
    signals.add(Optional.empty());
  }

  /**
   * Ends a poll that stands still, as it does when the clock of the host was put back; from any
   * thread.
   */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.subscribe(List.of(settings.topic()), this);
      while (!closing || !running.isEmpty()) {
        try {
          turn();
        } catch (WakeupException e) {
          // To see that it is to stop.
        }
      }
      // The last ones are booked; the consumer then leaves, and its partitions are revoked.
      commitLast();
    } catch (KafkaException e) {
      throw QueueException.inGroup("consumer group", settings.group(), e);
    } finally {
      running.forEach(run -> run.cancellation.cancel("the queue failed"));
    }
  }

  private void commitLast() {
    try {
      commit();
    } catch (RetriableException | CommitFailedException | WakeupException e) {
      log.warn("The last offsets were not committed: {}", e.getMessage());
    }
  }

  private void turn() {
    try {
      awaitSignal(Duration.ZERO);
      cancelIfDue();
      load();
      work();
    } catch (RetriableException | CommitFailedException e) {
      log.warn("A consumer group call failed and is tried again: {}", e.getMessage());
      awaitSignal(RETRY);
    }
    // Also after a failure: only a poll tells that partitions are no longer ours.
    poll();
  }

  private void work() {
    List<Run> begun = closing ? List.of() : begin();
    if (!begun.isEmpty()) {
      commitBefore(begun);
      begun.forEach(this::start);
    } else if (dirty || System.nanoTime() - committedAtNanos > IDLE_COMMIT.toNanos()) {
      commit();
    }
  }

  /** Learns what was committed of partitions that are new here. */
  private void load() {
    Set<TopicPartition> unknown =
        owned.values().stream()
            .filter(partition -> !partition.isLoaded())
            .map(ConsumedPartition::id)
            .collect(Collectors.toSet());
    if (unknown.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(unknown, CALL);
    for (TopicPartition id : unknown) {
      try {
        owned.get(id).load(committed.get(id));
      } catch (IllegalArgumentException e) {
        throw new KafkaException(
            "the metadata of the offset of "
                + id
                + " is of another program or a newer version of this one ("
                + e.getMessage()
                + "). Use another worker.group, or reset the group's offsets",
            e);
      }
    }
  }

  /** Fills the free slots, one record of each partition in turn. */
  private List<Run> begin() {
    List<Run> begun = new ArrayList<>();
    int free = settings.slots() - running.size();
    boolean found = true;
    while (found && begun.size() < free) {
      found = false;
      for (ConsumedPartition partition : owned.values()) {
        if (begun.size() < free) {
          Optional<Run> run = partition.begin(System.nanoTime());
          run.ifPresent(begun::add);
          found |= run.isPresent();
        }
      }
    }
    // Whoever had a slot is asked last the next time.
    begun.forEach(run -> owned.put(run.partition.id(), owned.remove(run.partition.id())));
    return begun;
  }

  /** A delivery that is not known to be counted must not be run. */
  private void commitBefore(List<Run> begun) {
    try {
      commit();
    } catch (RetriableException | CommitFailedException | WakeupException e) {
      long later = System.nanoTime() + RETRY.toNanos();
      begun.forEach(run -> run.partition.takeBack(run, later));
      throw e;
    }
  }

  private void commit() {
    dirty = true;
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    for (ConsumedPartition partition : owned.values()) {
      partition.due().ifPresent(offset -> due.put(partition.id(), offset));
    }
    if (!due.isEmpty()) {
      consumer.commitSync(due, CALL);
      due.forEach((id, offset) -> owned.get(id).committed(offset));
    }
    dirty = false;
    committedAtNanos = System.nanoTime();
  }

  private void start(Run run) {
    running.add(run);
    ConsumerRecord<byte[], byte[]> record = run.record;
    Delivery delivery =
        new Delivery(
            record.topic(),
            record.partition(),
            record.offset(),
            record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
            record.value(),
            run.count);
    Handling.of(handler, delivery, run.cancellation)
        .thenAccept(
            settlement -> {
              run.settlement = settlement;
              signals.add(Optional.of(run));
            });
  }

  /**
   * Every partition of which nothing is waiting is fetched, also while the slots are full: else the
   * partition that has records waiting would have each slot that comes free.
   */
  private void poll() {
    Set<TopicPartition> paused = consumer.paused();
    List<TopicPartition> toResume = new ArrayList<>();
    List<TopicPartition> toPause = new ArrayList<>();
    boolean isAnyWaiting = false;
    for (ConsumedPartition partition : owned.values()) {
      boolean isHungry = !closing && partition.isHungry();
      if (isHungry == paused.contains(partition.id())) {
        (isHungry ? toResume : toPause).add(partition.id());
      }
      isAnyWaiting |= partition.hasWaiting();
    }
    if (!toResume.isEmpty()) {
      consumer.resume(toResume);
    }
    if (!toPause.isEmpty()) {
      consumer.pause(toPause);
    }
    boolean waitsForRun = closing || isAnyWaiting || running.size() >= settings.slots();
    Duration wait = running.isEmpty() ? IDLE_POLL : BUSY_POLL;
    ConsumerRecords<byte[], byte[]> records = consumer.poll(waitsForRun ? Duration.ZERO : wait);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ConsumedPartition partition =
          owned.get(new TopicPartition(record.topic(), record.partition()));
      if (partition != null) {
        partition.add(record);
      }
    }
    records
        .nextOffsets()
        .forEach(
            (id, next) ->
                Optional.ofNullable(owned.get(id))
                    .ifPresent(partition -> partition.passed(next.offset())));
    if (waitsForRun && records.isEmpty()) {
      awaitSignal(BUSY_POLL);
    }
  }

  /** Waits until a run ends or something is asked, and books all runs that have ended. */
  private void awaitSignal(Duration wait) {
    try {
      Optional<Run> signal = signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      while (signal != null) {
        signal.ifPresent(this::settle);
        signal = signals.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException("Interrupted in consumer group " + settings.group(), e);
    }
  }

  private void settle(Run run) {
    running.remove(run);
    if (owned.get(run.partition.id()) == run.partition) {
      run.partition.settle(run, System.nanoTime() + RETRY.toNanos());
      dirty = true;
    }
  }

  private void cancelIfDue() {
    OptionalLong cancelAt = cancelAtNanos;
    if (cancelAt.isPresent() && System.nanoTime() - cancelAt.getAsLong() >= 0) {
      running.forEach(run -> run.cancellation.cancel("the worker is stopping"));
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    // Nothing of them is fetched before it is known what was committed.
    consumer.pause(partitions);
    partitions.forEach(id -> owned.put(id, new ConsumedPartition(id)));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<ConsumedPartition> leaving = known(partitions);
    leaving.forEach(this::cancel);
    long deadline = System.nanoTime() + LEAVE.toNanos();
    while (leaving.stream().anyMatch(each -> !each.runs().isEmpty())
        && System.nanoTime() - deadline < 0) {
      awaitSignal(BUSY_POLL);
    }
    try {
      commit();
    } catch (RetriableException | CommitFailedException | WakeupException e) {
      log.warn("Offsets of revoked partitions were not committed: {}", e.getMessage());
    }
    partitions.forEach(owned::remove);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    known(partitions).forEach(this::cancel);
    partitions.forEach(owned::remove);
  }

  private List<ConsumedPartition> known(Collection<TopicPartition> partitions) {
    return partitions.stream().map(owned::get).filter(Objects::nonNull).toList();
  }

  private void cancel(ConsumedPartition partition) {
    partition.runs().forEach(run -> counters.lost());
    partition.cancel("the partition went to another worker");
  }
}
