package dev.winnow.benchmarks.queues;

import dev.winnow.worker.queue.AsyncHandler;
import dev.winnow.worker.queue.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Queues of many workers in one process, each a member of the group. */
final class Workers implements AutoCloseable {
  private static final Duration LOCK = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String servers;
  private final String topic;
  private final boolean isShare;
  private final int slots;
  private final AsyncHandler handler;
  private final List<WorkQueue> queues = new ArrayList<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int number;

  /**
   * @param kind {@code share} or {@code consumer}
   * @param slots of each worker
   */
  Workers(String servers, String topic, String kind, int slots, AsyncHandler handler) {
    this.servers = servers;
    this.topic = topic;
    this.isShare = kind.equals("share");
    this.slots = slots;
    this.handler = handler;
  }

  /** So many more come, all at once, as they do when they are processes of their own. */
  void start(int count) {
    List<WorkQueue> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(
          isShare
              ? Queues.share(servers, topic, slots, slots, LOCK, failures)
              : Queues.consumer(servers, topic, slots, "bench-" + number++, failures));
    }
    all(made, queue -> queue.startAsync(handler));
    queues.addAll(made);
  }

  /** So many go, the first ones, all at once. */
  void stop(int count) {
    List<WorkQueue> leaving = queues.subList(0, count);
    all(leaving, queue -> queue.close(GRACE));
    leaving.clear();
  }

  private void all(List<WorkQueue> some, Consumer<WorkQueue> action) {
    some.stream()
        .map(queue -> CompletableFuture.runAsync(() -> action.accept(queue), threads))
        .toList()
        .forEach(CompletableFuture::join);
    requireNoFailure();
  }

  /** Throws what a worker failed with. */
  void requireNoFailure() {
    if (!failures.isEmpty()) {
      throw failures.peek();
    }
  }

  @Override
  public void close() {
    stop(queues.size());
    threads.shutdown();
  }
}
