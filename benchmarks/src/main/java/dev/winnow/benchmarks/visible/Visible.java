package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.benchmarks.queues.BrokerProcess;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Sends inputs at an even rate, and takes the time until each can be read as committed. */
public final class Visible implements Contender {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
      Thread reader =
          new Thread(
              () ->
                  Clients.readAll(
                      consumer,
                      output -> delays.visible(pipeline.key(output), pipeline.shown(output))),
              "reader");
      reader.start();
      try (KafkaProducer<byte[], byte[]> producer = Clients.producer(broker.servers())) {
        Sender sender = new Sender(producer, pipeline, delays, keys);
        sender.send(0, warmUp, options.number("warm-up a second"));
        await(delays.cold());
        double brokerBefore = broker.cpuSeconds();
        Stopwatch watch = Stopwatch.start();
        sender.send(warmUp, inputs, options.number("a second"));
        await(delays.left());
        int measured = keys * (inputs - warmUp);
        Measured figures = watch.stop(measured, broker.cpuSeconds() - brokerBefore);
        consumer.wakeup();
        reader.join();
        return delays.addTo(figures);
      }
    }
  }

  private static void await(CountDownLatch left) throws InterruptedException {
    if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(left.getCount() + " results were never seen");
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
}
