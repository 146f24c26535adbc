package dev.winnow.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {
  private static final Target TARGET = Target.atMost("p99 ms", "ours", 3);

  @TempDir private Path folder;

  @Test
  void shouldReadBackAllFiguresOfAllRoundsWhenARowWasKept() throws IOException {
    Row row = row("ours", "theirs");
    Results results = new Results(row, List.of(round(1.5), round(0.1 + 0.2)));
    Measurement kept = new Measurement(results, "2 cores", "2026-11-30");

    new Measurements(folder).write(kept);

    assertThat(new Measurements(folder).read(row)).contains(kept);
  }

  @Test
  void shouldHaveNoneWhenTheRowWasNeverMeasuredOrHasAnotherSideNow() throws IOException {
    Row before = row("ours", "theirs");
    Measurements measurements = new Measurements(folder);
    assertThat(measurements.read(before)).isEmpty();

    measurements.write(
        new Measurement(new Results(before, List.of(round(1))), "2 cores", "2026-11-30"));

    assertThat(measurements.read(row("ours", "others"))).isEmpty();
  }

  @Test
  void shouldSayWhichLineWhenAFigureIsNone() throws IOException {
    Files.writeString(folder.resolve("row.tsv"), "1\tours\tp99 ms\tfast\n");

    assertThatThrownBy(() -> new Measurements(folder).read(row("ours", "theirs")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ours\tp99 ms\tfast");
  }

  private static Row row(String first, String second) {
    return new Row(
        "row",
        "What is done.",
        Options.none(),
        List.of(Side.peer(first, "", "A"), Side.peer(second, "b", "B")),
        List.of(TARGET),
        Duration.ofSeconds(9));
  }

  private static Map<String, Measured> round(double delay) {
    return Map.of(
        "ours",
        new Measured(10, 2, 1.25, Map.of("p99 ms", delay)),
        "theirs",
        new Measured(10, 3, 1, Map.of()));
  }
}
