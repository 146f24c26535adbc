package dev.winnow.benchmarks.visible;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/** Starts the streams of a topology. */
final class RunningStreams {
  private static final int PATIENCE_SECONDS = 60;

  private RunningStreams() {}

  /** Starts streams and returns when records flow. */
  static void start(KafkaStreams streams) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.start();
    if (!running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the streams do not run: " + streams.state());
    }
  }
}
