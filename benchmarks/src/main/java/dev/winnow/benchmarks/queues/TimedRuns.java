package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Runs of orders that take their time and nothing else. All take the same, so one thread ends them
 * in the order in which they began. Needs nothing but the JDK: every side has the same runs.
 */
public final class TimedRuns {
  /** What comes before the number in an order's key. */
  public static final String PREFIX = "order-";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final int warmUp;
  private final int measured;
  private final int total;
  private final long nanos;
  private final DoubleSupplier serverCpu;
  private final LinkedBlockingQueue<Run> running = new LinkedBlockingQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();
  private final AtomicIntegerArray began;
  private final CompletableFuture<Measured> done = new CompletableFuture<>();
  private final CompletableFuture<Void> all = new CompletableFuture<>();
  private int ended;
  private Stopwatch watch;
  private double cpuBefore;

  /**
   * @param warmUp runs before the measurement begins
   * @param measured runs that are measured
   * @param rest runs after it, so that the last ones that are measured are not alone
   * @param length of each run
   * @param serverCpu seconds that the broker has had
   */
  public TimedRuns(int warmUp, int measured, int rest, Duration length, DoubleSupplier serverCpu) {
    this.warmUp = warmUp;
    this.measured = measured;
    this.total = warmUp + measured + rest;
    this.nanos = length.toNanos();
    this.serverCpu = serverCpu;
    this.began = new AtomicIntegerArray(total);
    Thread timer = new Thread(this::time, "timer");
    timer.setDaemon(true);
    timer.start();
  }

  /** Orders that have to be there. */
  public int total() {
    return total;
  }

  /**
   * Begins a run.
   *
   * @param key of the order
   * @return completes when it has ended
   */
  public CompletableFuture<Void> begin(String key) {
    if (began.getAndIncrement(Integer.parseInt(key.substring(PREFIX.length()))) > 0) {
      again.incrementAndGet();
    }
    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    Run run = new Run(System.nanoTime() + nanos, new CompletableFuture<>());
    running.add(run);
    return run.end;
  }

  private void time() {
    try {
      while (ended < total) {
        Run run = running.take();
        for (long left = run.due - System.nanoTime();
            left > 0;
            left = run.due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        inFlight.decrementAndGet();
        count();
        run.end.complete(null);
      }
      // Behind the end of the last one, for whoever is told closes the queue.
      all.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count() {
    ended++;
    if (ended == warmUp) {
      cpuBefore = serverCpu.getAsDouble();
      watch = Stopwatch.start();
    }
    if (ended == warmUp + measured) {
      done.complete(watch.stop(measured, serverCpu.getAsDouble() - cpuBefore));
    }
  }

  /**
   * Waits until all runs have ended.
   *
   * @return what was measured, with the most that ran at once and how many orders came again
   */
  public Measured await() throws Exception {
    all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return done.get().with("most in flight", most.get()).with("redelivered", again.get());
  }

  private record Run(long due, CompletableFuture<Void> end) {}
}
