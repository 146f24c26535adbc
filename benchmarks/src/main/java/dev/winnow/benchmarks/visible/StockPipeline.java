package dev.winnow.benchmarks.visible;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.queues.BrokerProcess;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The same board as one would write it first: an aggregate of Kafka Streams' DSL that keeps the
 * best hundred, with each setting left at its default but for the guarantee.
 */
final class StockPipeline implements Pipeline {
  private static final String INPUT = "results";
  private static final String OUTPUT = "boards";
  private static final int SIZE = 100;

  private final Path folder;
  private final KafkaStreams streams;

  StockPipeline(BrokerProcess broker, Options options) throws IOException, InterruptedException {
    broker.create(INPUT, options.number("partitions"));
    broker.create(OUTPUT, options.number("partitions"));
    folder = Files.createTempDirectory("winnow-bench-stock");
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(INPUT, Consumed.with(Serdes.String(), Serdes.String()))
        .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
        .aggregate(
            () -> "",
            (key, result, board) -> board(result, board),
            Materialized.with(Serdes.String(), Serdes.String()))
        .toStream()
        .to(OUTPUT, Produced.with(Serdes.String(), Serdes.String()));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "stock");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, options.text("guarantee"));
    streams = new KafkaStreams(builder.build(), properties);
    RunningStreams.start(streams);
  }

  /** The newest input is the best one. */
  private static String board(String result, String board) {
    return Stream.concat(Stream.of(result), Arrays.stream(board.split(" ")))
        .filter(entry -> !entry.isEmpty())
        .limit(SIZE)
        .collect(Collectors.joining(" "));
  }

  @Override
  public String output() {
    return OUTPUT;
  }

  @Override
  public ProducerRecord<byte[], byte[]> input(int key, int number) {
    return new ProducerRecord<>(
        INPUT, Integer.toString(key).getBytes(UTF_8), Integer.toString(number).getBytes(UTF_8));
  }

  @Override
  public int key(ConsumerRecord<byte[], byte[]> output) {
    return Integer.parseInt(new String(output.key(), UTF_8));
  }

  @Override
  public int shown(ConsumerRecord<byte[], byte[]> output) {
    return Integer.parseInt(new String(output.value(), UTF_8).split(" ")[0]);
  }

  @Override
  public void close() throws IOException {
    streams.close();
    Folders.remove(folder);
  }
}
