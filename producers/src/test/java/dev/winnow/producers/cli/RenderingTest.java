package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.VerdictKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands draw, compared with golden files. */
class RenderingTest {

  private static final List<String> METRICS = List.of("hit_ratio", "nanoseconds");
  private static final String LONG = "policy-slru-protected-0-80-window-0-01-sample-10";

  @Test
  void shouldDrawBoardWhenItFits() throws IOException {
    assertThat(new BoardText(METRICS, 80).lines(entries(), 20)).isEqualTo(golden("board.txt"));
  }

  @Test
  void shouldShortenNamesWhenTheyAreLong() throws IOException {
    JsonNode entries =
        Samples.leaderboard(Samples.entry(1, LONG, 1, 0.8765), Samples.entry(2, "arc", 12, 0.87))
            .path("entries");

    assertThat(new BoardText(METRICS, 80).lines(entries, 20)).isEqualTo(golden("board-long.txt"));
  }

  @Test
  void shouldDropVariantWhenTerminalIsNarrow() throws IOException {
    assertThat(new BoardText(METRICS, 56).lines(entries(), 1))
        .isEqualTo(golden("board-narrow.txt"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 56, 60, 72, 80, 120, 200})
  void shouldKeepToTheWidthWhenItIsGiven(int width) {
    JsonNode entries =
        Samples.leaderboard(Samples.entry(1, LONG, 1, 0.8765), Samples.entry(2, "arc", 12, 0.87))
            .path("entries");
    LeaderboardEntry winner = Samples.entry(1, LONG, 1, 0.8765);
    JsonNode verdict = RecordJson.of(Samples.winner());

    assertThat(new BoardText(METRICS, width).lines(entries, 20))
        .hasSize(3)
        .allMatch(line -> line.length() <= width);
    assertThat(new VerdictText(METRICS, width).lines(verdict))
        .allMatch(line -> line.length() <= width);
    assertThat(ProgressText.lines(Samples.contest(4), width))
        .allMatch(line -> line.length() <= width);
    assertThat(winner.getVariant()).isEqualTo(LONG);
  }

  @Test
  void shouldSaySoWhenBoardIsEmpty() {
    assertThat(new BoardText(METRICS, 80).lines(Samples.leaderboard().path("entries"), 20))
        .containsExactly("Nothing is ranked yet.");
  }

  @Test
  void shouldTellWinnerRejectionsAndSpendWhenThereIsAWinner() throws IOException {
    JsonNode verdict = RecordJson.of(Samples.winner());

    assertThat(new VerdictText(METRICS, 80).lines(verdict)).isEqualTo(golden("verdict.txt"));
  }

  @Test
  void shouldTellWhyWhenThereIsNoWinner() throws IOException {
    JsonNode verdict =
        RecordJson.of(Samples.without(VerdictKind.NO_WINNER, "No patch passed every rung."));

    assertThat(new VerdictText(METRICS, 80).lines(verdict)).isEqualTo(golden("no-winner.txt"));
  }

  @Test
  void shouldTellTheReasonAloneWhenTaskWasRefused() {
    JsonNode verdict = RecordJson.of(Samples.without(VerdictKind.REFUSED, "agent.timeout: is 0"));

    assertThat(new VerdictText(METRICS, 80).lines(verdict))
        .containsExactly("Verdict of cache: refused", "  agent.timeout: is 0");
  }

  @Test
  void shouldDrawProgressWhenContestRuns() throws IOException {
    assertThat(ProgressText.lines(Samples.contest(4), 80)).isEqualTo(golden("progress.txt"));
  }

  @Test
  void shouldNotLetTextsFromElsewhereMoveTheCursorWhenPrinted() {
    assertThat(Plain.text("a\u001b[2Jb\r\nc\u009b1m\u202ed")).isEqualTo("a[2Jb  c1md");
  }

  @Test
  void shouldKeepDigitsThatMatterWhenNumbersArePrinted() {
    assertThat(
            List.of(
                Plain.number(0.87654321),
                Plain.number(12.3456),
                Plain.number(123.456),
                Plain.number(1234.5),
                Plain.number(-1200000),
                Plain.number(0.000012345),
                Plain.number(0),
                Plain.number(3)))
        .containsExactly("0.8765", "12.35", "123.5", "1234", "-1200000", "1.235e-05", "0", "3");
  }

  @Test
  void shouldUseStudentsTWhenSamplesAreFew() {
    JsonNode three = entries().get(0).path("metrics").path("hit_ratio");

    // sqrt(0.000002 / 2 / 3) * 4.303
    assertThat(Metric.meanAndHalfWidth(three)).isEqualTo("0.8765 ±0.0025");
  }

  private static JsonNode entries() {
    return Samples.leaderboard(
            Samples.entry(1, "slru", 3, 0.8765), Samples.entry(2, "arc", 1, 0.87))
        .path("entries");
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream file = RenderingTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
