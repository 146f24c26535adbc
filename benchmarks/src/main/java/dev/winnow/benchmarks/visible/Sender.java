package dev.winnow.benchmarks.visible;

import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Sends inputs at an even rate, one of each key in turn.
 *
 * @param keys how many
 */
record Sender(KafkaProducer<byte[], byte[]> producer, Pipeline pipeline, Delays delays, int keys) {
  private static final double SECOND = 1e9;

  /**
   * Sends some of each key.
   *
   * @param from the first number
   * @param to after the last
   * @param rate inputs a second, of all keys together
   */
  void send(int from, int to, int rate) {
    long start = System.nanoTime();
    for (int i = 0; i < (to - from) * keys; i++) {
      long due = start + (long) (i * SECOND / rate);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int key = i % keys;
      int number = from + i / keys;
      var record = pipeline.input(key, number);
      delays.sent(key, number);
      producer.send(record);
    }
  }
}
