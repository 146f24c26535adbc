package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.benchmarks.queues.BrokerProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.WakeupException;

/** Sends inputs at an even rate, and takes the time until each can be read as committed. */
public final class Visible implements Contender {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double SECOND = 1e9;

  @Override
  public Measured run(Options options) throws Exception {
    int keys = options.number("tasks");
    int inputs = options.number("results");
    int warmUp = options.number("warm-up");
    Delays delays = new Delays(keys, inputs, warmUp);
    try (BrokerProcess broker = BrokerProcess.start(options, "1g");
        Pipeline pipeline = open(broker, options);
        KafkaConsumer<byte[], byte[]> consumer =
            Clients.consumer(broker.servers(), pipeline.output())) {
      Thread reader = new Thread(() -> read(consumer, pipeline, delays), "reader");
      reader.start();
      double brokerBefore = broker.cpuSeconds();
      Stopwatch watch = Stopwatch.start();
      send(broker.servers(), pipeline, delays, options);
      if (!delays.left().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(delays.left().getCount() + " results were never seen");
      }
      Measured measured = watch.stop((double) keys * inputs, broker.cpuSeconds() - brokerBefore);
      consumer.wakeup();
      reader.join();
      return delays.addTo(measured);
    }
  }

  private static Pipeline open(BrokerProcess broker, Options options) throws Exception {
    return switch (options.text("pipeline")) {
      case "none" -> new NoPipeline(broker, options);
      case "copy" -> new CopyPipeline(broker, options);
      case "stock" -> new StockPipeline(broker, options);
      default -> WinnowPipeline.open(broker, options);
    };
  }

  private static void send(String servers, Pipeline pipeline, Delays delays, Options options) {
    int keys = options.number("tasks");
    int inputs = options.number("results");
    try (KafkaProducer<byte[], byte[]> producer = Clients.producer(servers)) {
      long start = System.nanoTime();
      for (int i = 0; i < keys * inputs; i++) {
        long due = start + (long) (i * SECOND / options.number("a second"));
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        var record = pipeline.input(i % keys, i / keys);
        delays.sent(i % keys, i / keys);
        producer.send(record);
      }
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer, Pipeline pipeline, Delays delays) {
    try {
      while (true) {
        for (var output : consumer.poll(PATIENCE)) {
          delays.visible(pipeline.key(output), pipeline.shown(output));
        }
      }
    } catch (WakeupException e) {
      // All has been read.
      return;
    }
  }
}
