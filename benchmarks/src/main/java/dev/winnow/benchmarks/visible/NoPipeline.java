package dev.winnow.benchmarks.visible;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.queues.BrokerProcess;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Nothing: what is written is what is read. */
final class NoPipeline implements Pipeline {
  private static final String TOPIC = "results";

  NoPipeline(BrokerProcess broker, Options options) throws IOException {
    broker.create(TOPIC, options.number("partitions"));
  }

  @Override
  public String output() {
    return TOPIC;
  }

  @Override
  public ProducerRecord<byte[], byte[]> input(int key, int number) {
    return new ProducerRecord<>(TOPIC, text(key), text(number));
  }

  @Override
  public int key(ConsumerRecord<byte[], byte[]> output) {
    return number(output.key());
  }

  @Override
  public int shown(ConsumerRecord<byte[], byte[]> output) {
    return number(output.value());
  }

  @Override
  public void close() {
    // There is nothing.
  }

  private static byte[] text(int number) {
    return Integer.toString(number).getBytes(UTF_8);
  }

  private static int number(byte[] text) {
    return Integer.parseInt(new String(text, UTF_8));
  }
}
