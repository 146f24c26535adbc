package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.worker.process.Cancellation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CheckThreadsTest {
  private final CheckThreads threads = new CheckThreads();
  private final Cancellation cancellation = new Cancellation();

  @Test
  void shouldGiveWhatTheWorkGives() throws Exception {
    assertThat(threads.<String>run("work", Duration.ofSeconds(20), cancellation, () -> "done"))
        .isEqualTo("done");
  }

  @Test
  void shouldTellWhatTheWorkFailedWith() {
    assertThatThrownBy(
            () ->
                threads.run(
                    "work",
                    Duration.ofSeconds(20),
                    cancellation,
                    () -> {
                      throw new OutOfMemoryError("made up");
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void shouldCountWorkThatGoesOnAfterItWasGivenUp() {
    CountDownLatch mayEnd = new CountDownLatch(1);

    assertThatThrownBy(
            () -> threads.run("work", Duration.ofMillis(20), cancellation, () -> stubborn(mayEnd)))
        .isInstanceOf(TimeoutException.class);

    assertThat(threads.givenUp()).isEqualTo(1);
    mayEnd.countDown();
    await().untilAsserted(() -> assertThat(threads.givenUp()).isZero());
  }

  @Test
  void shouldInterruptWorkThatIsCancelled() {
    CountDownLatch never = new CountDownLatch(1);
    cancellation.cancel("no longer wanted");

    assertThatThrownBy(
            () ->
                threads.run(
                    "work",
                    Duration.ofSeconds(20),
                    cancellation,
                    () -> {
                      never.await();
                      return null;
                    }))
        .isInstanceOf(CancellationException.class);

    await().untilAsserted(() -> assertThat(threads.givenUp()).isZero());
  }

  /** Work that heeds no interrupt, as computing does. */
  static Void stubborn(CountDownLatch mayEnd) {
    while (mayEnd.getCount() > 0) {
      Thread.onSpinWait();
    }
    return null;
  }
}
