package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void shouldTakeLinesThatAreObjectsOfNumbersAndNoOthers() {
    assertThat(
            Metrics.ofLines(
                List.of(
                    "{\"a\": 1}", "{\"level\": \"info\"}", "{\"b\": -2.5e-3} tail", "{\"c\":2}")))
        .isEqualTo(new Metrics.Valid(Map.of("a", 1.0, "c", 2.0)));
  }

  @Test
  void shouldRefuseAMetricThatIsDoubledInsideOneObject() {
    assertReason(Metrics.ofLines(List.of("{\"a\": 1, \"a\": 2}")), "reported 2 times: 1.0, 2.0");
  }

  @Test
  void shouldRefuseAMetricThatIsDoubledWithTheSameValue() {
    assertReason(Metrics.ofLines(List.of("{\"a\": 1}", "{\"a\": 1}")), "reported 2 times");
  }

  @Test
  void shouldRefuseNumbersThatAreNotFinite() {
    assertReason(Metrics.ofLines(List.of("{\"a\": NaN}")), "metric a is not finite: NaN");
    assertReason(Metrics.ofLines(List.of("{\"a\": 1e999}")), "not finite");
    assertReason(Metrics.ofFile("{\"a\": -Infinity}"), "not finite");
  }

  @Test
  void shouldRefuseALineThatNamesAMetricWithoutReportingIt() {
    assertReason(
        Metrics.ofLines(List.of("x{\"a\": 0.5}", "{\"a\": 0.9}")), "metric a is also named");
  }

  @Test
  void shouldRefuseTooManyMetrics() {
    String many =
        IntStream.rangeClosed(0, Metrics.MOST)
            .mapToObj(i -> "\"m" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    assertReason(Metrics.ofLines(List.of(many)), "101 metrics");
  }

  @Test
  void shouldNotTakeMinutesWhenAPatchPrintsManyNamesAndManyLines() {
    List<String> names =
        IntStream.range(0, 46_000).mapToObj(i -> "{\"" + i + "\":1}").collect(Collectors.toList());
    names.addAll(Collections.nCopies(300_000, "{\""));

    assertReason(inTime(names), "46000 metrics were reported");
  }

  @Test
  void shouldNotTakeMinutesWhenFewMetricsStandBesideMuchOtherText() {
    List<String> lines =
        IntStream.range(0, Metrics.MOST)
            .mapToObj(i -> "{\"" + "a".repeat(100) + i + "\":1}")
            .collect(Collectors.toList());
    lines.addAll(Collections.nCopies(300_000, "{\""));
    lines.add("\"".repeat(1_000_000));

    assertThat(inTime(lines)).isInstanceOf(Metrics.Valid.class);
  }

  @Test
  void shouldFindAMetricThatIsNamedInTheMiddleOfALine() {
    assertReason(
        Metrics.ofLines(List.of("{\"a\": 1}", "\"x\" \"\"a\": 2")), "metric a is also named");
    assertReason(Metrics.ofLines(List.of("{\"a\\\"b\": 1}")), "has a quotation mark");
  }

  private static Metrics inTime(List<String> lines) {
    return assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Metrics.ofLines(lines));
  }

  @Test
  void shouldReadNamesThatAreMadeToCollide() {
    // Each of the ten pairs has two spellings, and a hash that multiplies by 33 tells none apart.
    String many =
        IntStream.range(0, 1024)
            .mapToObj(
                i ->
                    IntStream.range(0, 10)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(",", "{", "}"));

    assertReason(Metrics.ofLines(List.of(many)), "1024 metrics");
  }

  @Test
  void shouldRefuseAFileThatHasMoreThanNumbers() {
    assertReason(Metrics.ofFile("{\"a\": \"1\"}"), "metric a is not a number: 1");
    assertReason(Metrics.ofFile("{\"a\": {}}"), "not one JSON object");
    assertReason(Metrics.ofFile("[1]"), "not one JSON object");
    assertReason(Metrics.ofFile("{\"a\": 1} {}"), "not one JSON object");
    assertReason(Metrics.ofFile("{\"a\": 1"), "not one JSON object");
    assertReason(Metrics.ofFile(""), "not one JSON object");
    assertReason(Metrics.ofFile("{}"), "no metric");
  }

  @Test
  void shouldFindLinesThatComeInPieces() {
    JsonLines lines = new JsonLines(100);

    for (String piece : List.of("noise\n{\"a\"", ": 1}", "\nmore noise {\n", "{\"b\": 2}")) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      lines.accept(bytes, bytes.length);
    }

    assertThat(lines.lines()).containsExactly("{\"a\": 1}", "{\"b\": 2}");
    assertThat(lines.isOverLimit()).isFalse();
  }

  @Test
  void shouldTellThatLinesWereLost() {
    JsonLines lines = new JsonLines(20);
    byte[] line = "{\"a\": 12345}\n".getBytes(StandardCharsets.UTF_8);

    lines.accept(line, line.length);
    lines.accept(line, line.length);

    assertThat(lines.isOverLimit()).isTrue();
  }

  private static void assertReason(Metrics metrics, String part) {
    assertThat(metrics)
        .isInstanceOfSatisfying(
            Metrics.Invalid.class, invalid -> assertThat(invalid.reason()).contains(part));
  }
}
