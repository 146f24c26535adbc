package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Measured;
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

  /** Adds figures of its own, once all has been read. */
  default Measured addTo(Measured measured) throws Exception {
    return measured;
  }

  @Override
  void close() throws Exception;
}
