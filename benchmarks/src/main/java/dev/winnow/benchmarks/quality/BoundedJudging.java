package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a judge with a limit of time, and takes a crash for an answer: one case must not cost the
 * others, whatever is in it and whoever judges.
 */
final class BoundedJudging implements AutoCloseable {
  private final Duration limit;
  // A judge that does not come back must not keep the JVM alive.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("judge"));

  BoundedJudging(Duration limit) {
    this.limit = limit;
  }

  /**
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  Judgement judge(Judge judge, LabelledCase labelled) throws InterruptedException {
    Future<Judgement> asked = threads.submit(() -> judge.judge(labelled));
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      return Judgement.unreadable("no answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Judgement.unreadable(
          e.getCause() instanceof UnreadableCaseException
              ? e.getCause().getMessage()
              : "crashed: " + e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
