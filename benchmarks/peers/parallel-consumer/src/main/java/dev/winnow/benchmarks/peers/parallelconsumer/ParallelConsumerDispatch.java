package dev.winnow.benchmarks.peers.parallelconsumer;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.queues.Dispatch;
import dev.winnow.benchmarks.queues.TimedRuns;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.reactor.ReactorProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import reactor.core.publisher.Mono;

/** parallel-consumer, without an order, by its module for work that needs no thread. */
public final class ParallelConsumerDispatch extends Dispatch {
  private static final String GROUP = "bench";

  @Override
  protected Measured dispatch(String servers, Options options, TimedRuns runs) throws Exception {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, options.number("poll records"));
    ReactorProcessor<String, byte[]> processor =
        new ReactorProcessor<>(
            ParallelConsumerOptions.<String, byte[]>builder()
                .consumer(
                    new KafkaConsumer<>(
                        config, new StringDeserializer(), new ByteArrayDeserializer()))
                .ordering(ProcessingOrder.UNORDERED)
                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .maxConcurrency(options.number("in flight"))
                .build());
    Measured measured;
    try {
      processor.subscribe(List.of(TOPIC));
      // A run that ends without a value is never done for it.
      processor.react(context -> Mono.fromFuture(runs.begin(context.key())).thenReturn(true));
      measured = runs.await();
    } finally {
      processor.closeDrainFirst(Duration.ofSeconds(30));
    }
    requireSettled(servers, runs.total());
    return measured;
  }

  private static void requireSettled(String servers, int total) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
      long settled =
          admin
              .listConsumerGroupOffsets(GROUP)
              .partitionsToOffsetAndMetadata()
              .get()
              .values()
              .stream()
              .mapToLong(OffsetAndMetadata::offset)
              .sum();
      if (settled != total) {
        throw new IllegalStateException(settled + " of " + total + " orders are settled");
      }
    }
  }
}
