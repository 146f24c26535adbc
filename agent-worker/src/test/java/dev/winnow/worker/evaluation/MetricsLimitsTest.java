package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each limit of what a command may report: at it, and one past it. */
class MetricsLimitsTest {
  private static final int LARGEST_FILE = 1 << 20;
  private static final int KEPT = 1_000;

  @TempDir private Path checkout;

  @Test
  void shouldReadAFileOf1MiBAndRefuseALarger() throws IOException {
    String metrics = "{\"speed\": 1}";
    String largest = metrics + " ".repeat(LARGEST_FILE - metrics.length());

    assertThat(read(largest)).isInstanceOf(Metrics.Valid.class);
    assertThat(read(largest + " "))
        .isEqualTo(
            new Metrics.Invalid("the metrics file metrics.json is larger than 1048576 bytes"));
  }

  @Test
  void shouldTakeANameOf128CharactersAndRefuseALonger() {
    assertThat(Metrics.ofLines(List.of("{\"" + "n".repeat(128) + "\": 1}")))
        .isInstanceOf(Metrics.Valid.class);
    assertThat(Metrics.ofLines(List.of("{\"" + "n".repeat(129) + "\": 1}")))
        .isEqualTo(new Metrics.Invalid("a metric's name is longer than 128 characters"));
  }

  @Test
  void shouldTake100MetricsAndRefuseMore() {
    assertThat(Metrics.ofFile(metrics(100))).isInstanceOf(Metrics.Valid.class);
    assertThat(Metrics.ofFile(metrics(101)))
        .isEqualTo(new Metrics.Invalid("101 metrics were reported; at most 100 may be"));
  }

  @Test
  void shouldKeepAsManyBytesOfLinesAsItMayAndTellWhenThereAreMore() {
    String line = "{\"speed\": 1}";
    String largest = line + " ".repeat(KEPT - line.length());

    assertThat(kept(largest).isOverLimit()).isFalse();
    assertThat(kept(largest).lines()).containsExactly(largest);
    assertThat(kept(largest + " ").isOverLimit()).isTrue();
  }

  @Test
  void shouldTellThatALastLineWithoutAnEndIsTooMuch() {
    String line = "{\"speed\": 1}";
    String rest = line + " ".repeat(KEPT - 2 * line.length());

    assertThat(kept(rest + "\n" + line).isOverLimit()).isFalse();
    assertThat(kept(rest + " \n" + line).isOverLimit()).isTrue();
  }

  private static JsonLines kept(String output) {
    JsonLines lines = new JsonLines(KEPT);
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    lines.accept(bytes, bytes.length);
    return lines;
  }

  private static String metrics(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> "\"m" + index + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private Metrics read(String content) throws IOException {
    Files.writeString(checkout.resolve("metrics.json"), content);
    return new MetricsFile(checkout, "metrics.json").read();
  }
}
