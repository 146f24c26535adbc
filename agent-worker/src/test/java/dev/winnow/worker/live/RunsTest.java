package dev.winnow.worker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.OutputSink;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Runs runs =
      new Runs(Clock.fixed(NOW, ZoneOffset.UTC), line -> line.replace("s3cret", "***"));
  private final Cancellation cancellation = new Cancellation();

  @Test
  void shouldBeThereWhileItRunsOnly() {
    LiveRun run = runs.begin(subject("t/a-1/0"), 2, cancellation);

    assertThat(runs.all()).containsExactly(run);
    assertThat(runs.of(cancellation)).contains(run);
    assertThat(runs.ofOrder("t/a-1/0")).contains(run);
    run.close();
    assertThat(runs.all()).isEmpty();
    assertThat(runs.ofOrder("t/a-1/0")).isEmpty();
  }

  @Test
  void shouldBeTheLastDeliveryWhenAnOrderRunsTwice() {
    runs.begin(subject("t/a-1/0"), 1, cancellation);
    LiveRun second = runs.begin(subject("t/a-1/0"), 2, new Cancellation());

    assertThat(runs.ofOrder("t/a-1/0")).contains(second);
  }

  @Test
  void shouldTellWhenItLastSaidSomethingAndHowMuch() {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);
    assertThat(run.lastOutputAt()).isEmpty();

    // A command can be stopped alone, and is a part of its run all the same.
    write(runs.sink(cancellation.ofPart()), "half a line");

    assertThat(run.lastOutputAt()).contains(NOW);
    assertThat(run.log().bytes()).isEqualTo(11);
    assertThat(run.log().read(0).lines()).isEmpty();
  }

  @Test
  void shouldKeepStreamsApartAndShowAnUnendedLineAtTheEnd() {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);
    OutputSink out = runs.sink(cancellation);
    OutputSink err = runs.sink(cancellation);

    write(out, "one ");
    write(err, "two\r\n");
    write(out, "line\nrest");
    run.close();

    RunLog.Page page = run.log().read(0);
    assertThat(page.lines()).containsExactly("two", "one line", "rest");
    assertThat(page.isEnded()).isTrue();
  }

  @Test
  void shouldFilterLinesBeforeTheyAreKeptAlsoAcrossWritesAndCuts() {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);
    OutputSink out = runs.sink(cancellation);

    write(out, "key s3c");
    write(out, "ret\n");
    write(out, "x".repeat(Lines.LONGEST_SHOWN - 3) + "s3cret and more\n");

    assertThat(run.log().read(0).lines())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("key ***"),
            second -> assertThat(second).endsWith("x*** [cut]").doesNotContain("s3c"));
  }

  @Test
  void shouldShowNothingOfALineWhoseFilterFails() {
    Runs broken =
        new Runs(
            Clock.systemUTC(),
            line -> {
              throw new IllegalStateException("made up");
            });
    LiveRun run = broken.begin(subject("o"), 1, cancellation);

    write(broken.sink(cancellation), "s3cret\n");

    assertThat(run.log().read(0).lines()).containsExactly("[a line that is not shown]");
  }

  @Test
  void shouldKeepTheLastLinesAndSayHowManyWentBefore() {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);
    OutputSink out = runs.sink(cancellation);
    for (int i = 0; i < 2000; i++) {
      write(out, "x".repeat(99) + "\n");
    }

    RunLog.Page page = run.log().read(0);

    assertThat(page.lines()).hasSize(RunLog.KEPT / 100);
    assertThat(page.skipped()).isEqualTo(2000 - RunLog.KEPT / 100);
    assertThat(page.next()).isEqualTo(2000);
  }

  @Test
  void shouldKeepALogOf64KiBAndDropTheFirstLineOfALonger() {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);
    OutputSink out = runs.sink(cancellation);
    for (int i = 0; i < 64; i++) {
      write(out, "x".repeat((1 << 10) - 1) + "\n");
    }
    assertThat(run.log().read(0).lines()).hasSize(64);

    write(out, "\n");

    assertThat(run.log().read(0).skipped()).isEqualTo(1);
    assertThat(run.log().read(0).lines()).hasSize(64);
  }

  /** The last has fewer characters than are shown, and more bytes than are read. */
  @ParameterizedTest
  @CsvSource({
    "x, 8192, 8192, false",
    "x, 8193, 8192, true",
    "€, 5461, 5461, false",
    "€, 5462, 5461, true"
  })
  void shouldShowALineOf8KiBAndCutALonger(String character, int length, int shown, boolean isCut) {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);

    write(runs.sink(cancellation), character.repeat(length) + "\nnext\n");

    assertThat(run.log().read(0).lines().get(0))
        .startsWith(character.repeat(shown))
        .satisfies(line -> assertThat(line.endsWith(" [cut]")).isEqualTo(isCut));
    assertThat(run.log().read(0).lines().get(1)).isEqualTo("next");
  }

  @Test
  void shouldWakeWhoWaitsWhenALineComesAndWhenTheRunEnds() {
    LiveRun run = runs.begin(subject("o"), 1, cancellation);
    CompletableFuture<RunLog.Page> line = await(run, 0);
    write(runs.sink(cancellation), "hello\n");
    assertThat(line).succeedsWithin(PATIENCE).matches(page -> page.lines().contains("hello"));

    CompletableFuture<RunLog.Page> end = await(run, 1);
    run.close();
    assertThat(end).succeedsWithin(PATIENCE).matches(RunLog.Page::isEnded);
  }

  @Test
  void shouldTakeNothingForARunThatIsNone() {
    write(runs.sink(new Cancellation()), "hello\n");

    assertThat(runs.all()).isEmpty();
  }

  private static CompletableFuture<RunLog.Page> await(LiveRun run, long from) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return run.log().await(from, Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
        .orTimeout(30, TimeUnit.SECONDS);
  }

  private static void write(OutputSink sink, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.accept(bytes, bytes.length);
  }

  private static RunSubject subject(String order) {
    return new RunSubject(
        order, "attempt", "t", Optional.of("a-1"), Optional.empty(), Optional.empty());
  }
}
