package dev.winnow.schemas.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A process whose clock is put back by a minute. */
final class ClockWatchProcess {
  private ClockWatchProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("the hook has run")));
    AtomicReference<Instant> day = new AtomicReference<>(Instant.EPOCH);
    new ClockWatch(day::get, () -> 0).start(Duration.ofMillis(10), by -> ClockWatch.end("It", by));
    day.set(Instant.EPOCH.minusSeconds(60));
    new CountDownLatch(1).await();
  }
}
