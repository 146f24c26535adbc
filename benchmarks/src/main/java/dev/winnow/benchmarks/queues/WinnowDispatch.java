package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.worker.queue.Settlement;
import dev.winnow.worker.queue.WorkQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Winnow's queue, of either kind. */
public final class WinnowDispatch extends Dispatch {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  protected Measured dispatch(String servers, Options options, TimedRuns runs) throws Exception {
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    WorkQueue queue = Queues.open(servers, TOPIC, options, failures);
    queue.startAsync(
        (delivery, cancellation) ->
            runs.begin(delivery.key()).thenApply(done -> Settlement.ACCEPT));
    Measured measured = runs.await();
    queue.close(PATIENCE);
    if (!failures.isEmpty()) {
      throw failures.peek();
    }
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
      // The coordinator knows a moment later.
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (queue.depth(admin).get(PATIENCE.toSeconds(), TimeUnit.SECONDS) > 0) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("orders are not settled");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    return measured;
  }
}
