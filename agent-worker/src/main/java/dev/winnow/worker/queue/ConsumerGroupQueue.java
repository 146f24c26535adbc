package dev.winnow.worker.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A work queue on a Kafka consumer group of the protocol of KIP-848, for brokers without share
 * groups. One consumer fills all slots of the process; records of one partition run side by side
 * and are settled one by one.
 *
 * <p>A partition belongs to one process at a time, so no more processes work than there are
 * partitions, and a record that is released comes again to the same one until the partition moves.
 * When the number of processes changes partitions move, and what runs of them is cancelled.
 */
public final class ConsumerGroupQueue implements WorkQueue {
  /** Records that wait here for a slot have been delivered to nobody. */
  private static final int MOST_PER_POLL = 500;

  /** A poll that still has not ended then stands still. */
  private static final Duration LEAVE = Duration.ofSeconds(10);

  private final ConsumerGroup settings;
  private final Consumer<RuntimeException> onFailure;
  private final QueueCounters counters = new QueueCounters();
  private Optional<ThreadPerRun> threads = Optional.empty();
  private final CountDownLatch running = new CountDownLatch(1);
  private Optional<ConsumerGroupMember> member = Optional.empty();

  /**
   * @param settings how to take part in the group
   * @param onFailure told once the member cannot go on; the queue should then be closed
   */
  public ConsumerGroupQueue(ConsumerGroup settings, Consumer<RuntimeException> onFailure) {
    this.settings = settings;
    this.onFailure = onFailure;
  }

  @Override
  public void start(DeliveryHandler handler) {
    ThreadPerRun made = new ThreadPerRun(handler, settings.topic());
    threads = Optional.of(made);
    startAsync(made);
  }

  @Override
  public void startAsync(AsyncHandler handler) {
    requireProtocol();
    try {
      ConsumerGroupMember made =
          new ConsumerGroupMember(
              new KafkaConsumer<>(consumerConfig()), settings, handler, counters);
      member = Optional.of(made);
      new Thread(() -> run(made), settings.topic() + "-member").start();
    } catch (KafkaException e) {
      throw new QueueException(
          "The consumer of group " + settings.group() + " cannot be made: " + e.getMessage(), e);
    }
  }

  void run(Runnable made) {
    try {
      made.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    } catch (Error e) {
      // Going on without a member would be seen by nobody.
      onFailure.accept(
          new QueueException(
              "The worker cannot go on in consumer group " + settings.group() + ": " + e, e));
      throw e;
    } finally {
      running.countDown();
    }
  }

  @Override
  public CompletableFuture<Long> depth(Admin admin) {
    return new GroupDepth(admin, settings.topic(), settings.group()).ofConsumerGroup();
  }

  @Override
  public QueueCounters counters() {
    return counters;
  }

  @Override
  public void close(Duration grace) {
    try {
      if (member.isPresent()) {
        member.get().close(grace);
        if (!running.await(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
          member.get().wakeUp();
        }
        Ending.await(running, grace, member.get()::wakeUp, settings.group());
      }
      if (threads.isPresent()) {
        threads.get().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The consumer itself would only say so in the middle of its first poll, in other words. */
  private void requireProtocol() {
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(settings.client()))) {
      FinalizedVersionRange version =
          admin.describeFeatures().featureMetadata().get().finalizedFeatures().get("group.version");
      if (version == null || version.maxVersionLevel() < 1) {
        throw new QueueException(
            "The brokers do not know the consumer group protocol of KIP-848, which worker.queue="
                + "consumer needs: it takes Kafka 4.0 or newer with group.version=1",
            null);
      }
    } catch (ExecutionException e) {
      throw new QueueException(
          "The brokers could not be asked for their features: " + e.getCause().getMessage(),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException("Interrupted while joining " + settings.group(), e);
    }
  }

  private Map<String, Object> consumerConfig() {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.clientId());
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    // Offsets are committed with what is known of the records above them.
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Orders that were issued before the first worker came must not be passed over.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Orders are written in transactions; an aborted one must not be worked on.
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(settings.slots(), MOST_PER_POLL));
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }
}
