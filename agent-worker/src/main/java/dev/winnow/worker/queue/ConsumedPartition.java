package dev.winnow.worker.queue;

import dev.winnow.worker.process.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One partition while it is assigned to this member. For the member's thread only. */
final class ConsumedPartition {
  private final TopicPartition id;
  private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
  private final Deque<Retry> retries = new ArrayDeque<>();
  private final List<Run> runs = new ArrayList<>();
  private DeliveryWindow window;
  private OffsetAndMetadata committed;
  private Optional<Long> position = Optional.empty();

  ConsumedPartition(TopicPartition id) {
    this.id = id;
  }

  TopicPartition id() {
    return id;
  }

  /** Whether it is known what was committed; before, nothing of it may begin. */
  boolean isLoaded() {
    return window != null;
  }

  /**
   * @param last what was committed last; null if nothing was
   * @throws IllegalArgumentException if its metadata is of something else than this queue
   */
  void load(OffsetAndMetadata last) {
    committed = last;
    position = Optional.ofNullable(last).map(OffsetAndMetadata::offset);
    window =
        last == null
            ? DeliveryWindow.empty()
            : DeliveryWindow.of(last.offset(), last.metadata() == null ? "" : last.metadata());
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    fetched.add(record);
  }

  /**
   * Notes how far the consumer has read, which may be past what is no record: the ends of
   * transactions, and what was aborted.
   */
  void passed(long next) {
    position = Optional.of(next);
  }

  /** Whether more records may be fetched: those that were are all taken. */
  boolean isHungry() {
    return isLoaded() && fetched.isEmpty();
  }

  boolean hasWaiting() {
    return !fetched.isEmpty() || !retries.isEmpty();
  }

  List<Run> runs() {
    return runs;
  }

  /** Takes the next record that may begin, and counts its delivery; empty if there is none. */
  Optional<Run> begin(long nowNanos) {
    if (!isLoaded()) {
      return Optional.empty();
    }
    Retry retry = retries.peek();
    if (retry != null && retry.notBeforeNanos - nowNanos <= 0) {
      return Optional.of(begin(retries.remove().record));
    }
    while (!fetched.isEmpty() && window.isDone(fetched.peek().offset())) {
      window.pass(fetched.remove().offset());
    }
    return fetched.isEmpty() || !window.hasRoom()
        ? Optional.empty()
        : Optional.of(begin(fetched.remove()));
  }

  private Run begin(ConsumerRecord<byte[], byte[]> record) {
    Run run = new Run(this, record, window.begin(record.offset()));
    runs.add(run);
    return run;
  }

  /** Undoes {@link #begin}: the record begins later, as if for the first time. */
  void takeBack(Run run, long notBeforeNanos) {
    runs.remove(run);
    window.takeBack(run.record.offset());
    retries.add(new Retry(run.record, notBeforeNanos));
  }

  /** Books how a run has ended. One that is released begins again from the given time on. */
  void settle(Run run, long retryAtNanos) {
    runs.remove(run);
    if (run.settlement == Settlement.RELEASE) {
      retries.add(new Retry(run.record, retryAtNanos));
    } else {
      window.finish(run.record.offset());
    }
  }

  /** What is to be committed, if it differs from what was; nothing before anything was read. */
  Optional<OffsetAndMetadata> due() {
    return isLoaded()
        ? Optional.ofNullable(fetched.peek())
            .map(ConsumerRecord::offset)
            .or(() -> position)
            .flatMap(this::due)
        : Optional.empty();
  }

  /**
   * @param next the offset of the record that comes next
   */
  private Optional<OffsetAndMetadata> due(long next) {
    long position = window.position(next);
    OffsetAndMetadata due = new OffsetAndMetadata(position, window.metadata(position));
    boolean isSame =
        committed != null
            && committed.offset() == due.offset()
            && committed.metadata().equals(due.metadata());
    return isSame ? Optional.empty() : Optional.of(due);
  }

  void committed(OffsetAndMetadata done) {
    committed = done;
  }

  void cancel(String why) {
    runs.forEach(run -> run.cancellation.cancel(why));
  }

  private record Retry(ConsumerRecord<byte[], byte[]> record, long notBeforeNanos) {}

  /** One delivery of a record to the handler. */
  static final class Run {
    final ConsumedPartition partition;
    final ConsumerRecord<byte[], byte[]> record;
    final int count;
    final Cancellation cancellation = new Cancellation();

    /** Set by the handler's thread, before it signals. */
    volatile Settlement settlement;

    Run(ConsumedPartition partition, ConsumerRecord<byte[], byte[]> record, int count) {
      this.partition = partition;
      this.record = record;
      this.count = count;
    }
  }
}
