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
  private static final Duration LEAVE = Duration.ofSeconds(10);

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

  /** Takes no more runs, and waits a little for those that were cancelled to clean up. */
  void close() throws InterruptedException {
    threads.shutdown();
    threads.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
