package dev.winnow.benchmarks.visible;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is between an input and the output that shows it. */
interface Pipeline extends AutoCloseable {
  /** The topic to read. */
  String output();

  /** An input; better than all before it of the same key. */
  ProducerRecord<byte[], byte[]> input(int key, int number);

  /** Which key an output is of. */
  int key(ConsumerRecord<byte[], byte[]> output);

  /** Up to which input of its key it shows; -1 for none. */
  int shown(ConsumerRecord<byte[], byte[]> output);

  @Override
  void close() throws Exception;
}
