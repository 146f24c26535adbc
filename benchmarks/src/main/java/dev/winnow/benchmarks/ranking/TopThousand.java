package dev.winnow.benchmarks.ranking;

import dev.winnow.benchmarks.compare.Folder;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Runs a topology on a broker in this JVM, with the settings that Winnow's application has: one
 * thread, exactly once, a commit each 100 ms, stores on disk, changelogs. Its input is standings of
 * one task by the task's id, whose scores get better; it is there before the topology starts.
 */
final class TopThousand {
  static final int SIZE = 1_000;
  static final String INPUT = "standings";

  private static final String APPLICATION = "bench";

  private final Topics topics = new Topics(new InMemoryRegistry());

  Topics topics() {
    return topics;
  }

  /**
   * Runs it.
   *
   * @param topology makes the topology, which calls {@link Progress#step} for each record
   * @param top reads the ids of the best 1,000, best first
   */
  Measured run(
      Options options,
      Function<Progress, Topology> topology,
      Function<KafkaStreams, List<String>> top)
      throws Exception {
    int warm = options.number("warm-up");
    int all = warm + options.number("changes");
    Candidates candidates = new Candidates(options.number("candidates"), options.number("seed"));
    Progress progress = new Progress(warm, all);
    try (Folder folder = Folder.make();
        EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("broker"))) {
      publish(broker.bootstrapServers(), candidates, all);
      try (KafkaStreams streams =
          new KafkaStreams(topology.apply(progress), properties(options, broker, folder.path()))) {
        streams.start();
        progress.awaitWarm();
        double bytes = changelogBytes(streams);
        Stopwatch watch = Stopwatch.start();
        progress.awaitDone();
        Measured measured = watch.stop(all - warm);
        measured =
            measured.with(
                "changelog bytes per record", (changelogBytes(streams) - bytes) / (all - warm));
        check(top.apply(streams), candidates, options.number("candidates"));
        return measured;
      }
    }
  }

  private void publish(String servers, Candidates candidates, int all) throws Exception {
    Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    try (Admin admin = Admin.create(config)) {
      admin.createTopics(List.of(new NewTopic(INPUT, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, Standing> producer =
        new KafkaProducer<>(
            config, new StringSerializer(), topics.standings().value().serializer())) {
      for (int i = 0; i < all; i++) {
        Candidates.Change change = candidates.better();
        producer.send(
            new ProducerRecord<>(
                INPUT, Candidates.TASK, Candidates.standing(change.candidate(), change.score())));
      }
    }
  }

  private static Properties properties(Options options, EmbeddedBroker broker, Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, options.number("commit-ms"));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.LARGEST_BYTES);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topic.LARGEST_BYTES);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return properties;
  }

  /** What the producer has sent to changelogs, as batches. */
  private static double changelogBytes(KafkaStreams streams) {
    return streams.metrics().entrySet().stream()
        .filter(each -> isChangelogBytes(each.getKey()))
        .mapToDouble(each -> (Double) each.getValue().metricValue())
        .sum();
  }

  private static boolean isChangelogBytes(MetricName name) {
    return name.group().equals("producer-topic-metrics")
        && name.name().equals("byte-total")
        && name.tags().getOrDefault("topic", "").endsWith("-changelog");
  }

  /** The board has the best 1,000 of all that were published, in their order. */
  private static void check(List<String> top, Candidates candidates, int count) {
    List<String> expected =
        IntStream.range(0, count)
            .boxed()
            .sorted((one, other) -> Double.compare(candidates.best(other), candidates.best(one)))
            .limit(SIZE)
            .map(Candidates::id)
            .toList();
    if (!top.equals(expected)) {
      throw new IllegalStateException("the board is not that of the best");
    }
  }
}
