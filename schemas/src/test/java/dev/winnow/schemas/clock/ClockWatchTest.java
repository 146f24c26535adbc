package dev.winnow.schemas.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClockWatchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicReference<Instant> day =
      new AtomicReference<>(Instant.parse("2026-03-29T02:00:00Z"));
  private final AtomicLong nanos = new AtomicLong(-17);
  private final ClockWatch watch = new ClockWatch(day::get, nanos::get);

  @Test
  void shouldTellByHowMuchTheClockWasPutBack() {
    passes(SECOND, SECOND.minus(Duration.ofMinutes(45)));

    assertThat(watch.look()).contains(Duration.ofMinutes(45));
  }

  @Test
  void shouldTellAStepOfFiveSeconds() {
    passes(SECOND, SECOND.minus(ClockWatch.LEAST));

    assertThat(watch.look()).contains(ClockWatch.LEAST);
  }

  @Test
  void shouldSayNothingOfAShorterStep() {
    passes(SECOND, SECOND.minus(ClockWatch.LEAST).plusMillis(1));

    assertThat(watch.look()).isEmpty();
  }

  @Test
  void shouldSayNothingWhenTheClockIsSlowed() {
    for (int look = 0; look < 100; look++) {
      passes(SECOND, SECOND.minusMillis(100));

      assertThat(watch.look()).isEmpty();
    }
  }

  @Test
  void shouldSayNothingOfAStepForward() {
    passes(SECOND, Duration.ofDays(1));

    assertThat(watch.look()).isEmpty();
  }

  @Test
  void shouldTellTheWayBackFromAStepForward() {
    passes(SECOND, Duration.ofMinutes(45));
    watch.look();
    passes(SECOND, SECOND.minus(Duration.ofMinutes(45)));

    assertThat(watch.look()).contains(Duration.ofMinutes(45));
  }

  @Test
  void shouldSayNothingWhenItIsStoppedBetweenTwoReadings() {
    AtomicReference<Duration> stop = new AtomicReference<>(Duration.ZERO);
    ClockWatch stopped =
        new ClockWatch(
            () -> {
              Instant now = day.get();
              passes(stop.get(), stop.get());
              return now;
            },
            nanos::get);
    passes(SECOND, SECOND);
    stop.set(Duration.ofMinutes(1));

    assertThat(stopped.look()).isEmpty();
  }

  @Test
  void shouldTellOnceWhenItWatches() {
    List<Duration> told = new CopyOnWriteArrayList<>();
    try (ClockWatch ignored = watch.start(Duration.ofMillis(1), told::add)) {
      day.updateAndGet(now -> now.minusSeconds(60));
      await().until(() -> !told.isEmpty());
      day.updateAndGet(now -> now.minusSeconds(60));

      await()
          .during(Duration.ofMillis(100))
          .untilAsserted(() -> assertThat(told).containsExactly(Duration.ofMinutes(1)));
    }
  }

  @Test
  @Timeout(60)
  void shouldEndTheProcessWithOneAndRunItsHooks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=dev/winnow/schemas/log/services-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                ClockWatchProcess.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said)
        .contains("The clock of this host was put back by 60 s", "It ends", "the hook has run");
  }

  private void passes(Duration time, Duration ofDay) {
    nanos.addAndGet(time.toNanos());
    day.updateAndGet(now -> now.plus(ofDay));
  }
}
