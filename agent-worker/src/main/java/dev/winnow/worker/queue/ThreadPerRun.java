package dev.winnow.worker.queue;

import dev.winnow.worker.process.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives each run of a handler that blocks a thread of its own. */
final class ThreadPerRun implements AsyncHandler {
  private final DeliveryHandler handler;
  private final ExecutorService threads;

  /**
   * @param handler does the work
   * @param topic the threads are named after it
   */
  ThreadPerRun(DeliveryHandler handler, String topic) {
    this.handler = handler;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> new Thread(task, topic + "-run-" + number.incrementAndGet()));
  }

  @Override
  public CompletionStage<Settlement> handle(Delivery delivery, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(() -> handler.handle(delivery, cancellation), threads);
  }

  /** Takes no more runs, and waits for those that there are, at most for a time. */
  void close(Duration grace) throws InterruptedException {
    threads.shutdown();
    threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
  }
}
