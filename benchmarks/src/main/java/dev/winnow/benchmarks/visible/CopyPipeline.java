package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.queues.BrokerProcess;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A loop that writes what it reads to another topic, at once and with no state: what whoever
 * computes something between two topics cannot be faster than.
 */
final class CopyPipeline implements Pipeline {
  private static final String OUTPUT = "boards";

  private final NoPipeline inputs;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread loop = new Thread(this::copy, "copy");

  CopyPipeline(BrokerProcess broker, Options options) throws IOException {
    inputs = new NoPipeline(broker, options);
    broker.create(OUTPUT, options.number("partitions"));
    consumer = Clients.consumer(broker.servers(), inputs.output());
    producer = Clients.producer(broker.servers());
    loop.start();
  }

  private void copy() {
    Clients.readAll(
        consumer,
        record -> producer.send(new ProducerRecord<>(OUTPUT, record.key(), record.value())));
  }

  @Override
  public String output() {
    return OUTPUT;
  }

  @Override
  public ProducerRecord<byte[], byte[]> input(int key, int number) {
    return inputs.input(key, number);
  }

  @Override
  public int key(ConsumerRecord<byte[], byte[]> output) {
    return inputs.key(output);
  }

  @Override
  public int shown(ConsumerRecord<byte[], byte[]> output) {
    return inputs.shown(output);
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    loop.join();
    consumer.close();
    producer.close();
  }
}
