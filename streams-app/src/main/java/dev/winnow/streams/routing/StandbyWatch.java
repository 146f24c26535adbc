package dev.winnow.streams.routing;

import dev.winnow.schemas.DaemonThreads;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second how far the standby copies of this instance are, if there are any, and tells
 * {@link StandbyAges} of it and of copies that come and go (KIP-988).
 */
public final class StandbyWatch implements StandbyUpdateListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandbyWatch.class);
  private static final long PERIOD_MS = 1_000;

  private final StandbyAges ages;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("standby-watch"));

  /**
   * @param ages is told
   */
  public StandbyWatch(StandbyAges ages) {
    this.ages = ages;
  }

  /**
   * Has consumers that fill stores say how far they are; to be called before the application is
   * made of these settings.
   */
  public void configure(Properties streams) {
    String interceptors =
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    String own = FetchedOffsets.class.getName();
    streams.merge(interceptors, own, (given, added) -> given + "," + added);
    streams.put(StreamsConfig.restoreConsumerPrefix(FetchedOffsets.AGES), ages);
  }

  /** Watches an application; to be called before it is started. */
  public void watch(KafkaStreams streams) {
    streams.setStandbyUpdateListener(this);
    timer.scheduleWithFixedDelay(() -> look(streams), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  private void look(KafkaStreams streams) {
    if (ages.isEmpty()) {
      return;
    }
    long at = ages.now();
    try {
      // Kafka Streams takes positions first and ends after them.
      streams
          .allLocalStorePartitionLags()
          .forEach(
              (store, partitions) ->
                  partitions.forEach(
                      (partition, lag) ->
                          ages.looked(
                              store,
                              partition,
                              at,
                              lag.currentOffsetPosition(),
                              lag.endOffsetPosition())));
    } catch (RuntimeException e) {
      // The brokers are away, or the application ends. What is not looked at grows older.
      LOG.debug("Nobody knows how far standby copies are: {}", e.toString());
    }
  }

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
    ages.started(changelog, store, startingOffset, Thread.currentThread());
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog,
      String store,
      TaskId taskId,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    // Looked at once a second.
  }

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog,
      String store,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    ages.stopped(changelog);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
