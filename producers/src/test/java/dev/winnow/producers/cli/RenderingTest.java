package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.Audit;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Savings;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands draw, compared with golden files. */
class RenderingTest {

  private static final List<String> METRICS = List.of("hit_ratio", "nanoseconds");
  private static final String LONG = "policy-slru-protected-0-80-window-0-01-sample-10";

  @Test
  void shouldDrawOpinionsApartFromMeasurementsWhenAJudgeWasAsked() throws IOException {
    JsonNode verdict = RecordJson.of(Samples.judged());

    List<String> lines = new VerdictText(METRICS, 100).lines(verdict);

    assertThat(lines).containsSubsequence(golden("judged.txt"));
    assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
        .contains("Tied: slru-1, lru-1: ")
        .contains("it goes first by the judge's opinion")
        .doesNotContain("by cost");
    assertThat(new VerdictText(METRICS, 40).lines(verdict))
        .filteredOn(line -> line.contains("±7.8"))
        .hasSize(3)
        .allMatch(line -> line.length() <= 40);
  }

  @Test
  void shouldTellHowManyVotesAreInWhenAJudgeIsAsked() {
    ObjectNode contest = (ObjectNode) Samples.contest(4).deepCopy();
    contest.put("votesAsked", 6).put("votesOpen", 2);

    assertThat(progress(contest, 80)).contains("judge        4 of 6 votes in");
    assertThat(ProgressText.line(contest)).contains("4 of 6 votes in");
  }

  @Test
  void shouldSayHowManyMutantsTheEvaluatorKilledWhenItWasAudited() {
    Verdict verdict = Samples.winner();
    verdict.setAudit(new Audit("e".repeat(64), "b".repeat(40), 30, 19, Samples.START));

    assertThat(new VerdictText(List.of(), 80).lines(RecordJson.of(verdict)))
        .contains("Evaluator:   audited: 19 of 30 mutants of the base killed, 63 % [46, 78]");
  }

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
    assertThat(new VerdictText(METRICS, width).lines(RecordJson.of(Samples.tieSet())))
        .allMatch(line -> line.length() <= width);
    assertThat(progress(Samples.contest(4), width)).allMatch(line -> line.length() <= width);
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
  void shouldTellAllThatIsKnownWhenTheDataLeaveATieSet() throws IOException {
    JsonNode verdict = RecordJson.of(Samples.tieSet());

    assertThat(new VerdictText(METRICS, 100).lines(verdict)).isEqualTo(golden("tie-set.txt"));
  }

  @Test
  void shouldLeaveOutWhatMattersLeastWhenATieSetIsDrawnNarrow() throws IOException {
    JsonNode verdict = RecordJson.of(Samples.tieSet());

    assertThat(new BoardText(METRICS, 60).lines(verdict.path("kept"), verdict.path("control"), 20))
        .isEqualTo(golden("board-raced-narrow.txt"));
  }

  @Test
  void shouldDrawTheBaseLastWhenEntriesAreHidden() {
    JsonNode verdict = RecordJson.of(Samples.tieSet());

    assertThat(new BoardText(METRICS, 120).lines(verdict.path("kept"), verdict.path("control"), 1))
        .hasSize(4)
        .satisfies(
            lines -> {
              assertThat(lines.get(2)).isEqualTo("... and 2 more");
              assertThat(lines.get(3)).startsWith("base").contains("untouched");
            });
  }

  @Test
  void shouldShowTheValueAloneWhenAnEndOfItsIntervalIsUnknownOrItIsExact() {
    JsonNode base = RecordJson.of(Samples.control());

    assertThat(Metric.meanAndInterval(base, "hit_ratio")).isEqualTo("0.36");
    assertThat(Metric.meanAndInterval(base, "nanoseconds")).isEqualTo("1234");
    assertThat(Metric.meanAndInterval(base, "bytes")).isEqualTo("-");
  }

  @Test
  void shouldShowBothEndsWhenTheMeanIsNotInTheMiddle() {
    JsonNode entry = RecordJson.of(Samples.raced(1, "slru", 0.8765, 0.5));

    assertThat(Metric.meanAndInterval(entry, "hit_ratio")).isEqualTo("0.8765 ±0.0004");
    assertThat(Metric.meanAndInterval(entry, "nanoseconds")).isEqualTo("1234 [1200, 1300]");
  }

  @Test
  void shouldClaimNoCertaintyWhenChancesArePrinted() {
    assertThat(
            List.of(
                Plain.chance(0),
                Plain.chance(0.0099),
                Plain.chance(0.01),
                Plain.chance(0.966),
                Plain.chance(0.99),
                Plain.chance(0.9901),
                Plain.chance(1)))
        .containsExactly("<1 %", "<1 %", "1 %", "97 %", "99 %", ">99 %", ">99 %");
  }

  @Test
  void shouldNameOnlyWhatWasSavedWhenSomeOfItIsNothing() {
    assertThat(saved(new Savings(1, 0, 0, 1L, 0L, BigDecimal.ZERO)))
        .isEqualTo("1 duplicate, 1 sample");
    assertThat(saved(new Savings(0, 0, 2, 0L, 1_500L, BigDecimal.ZERO)))
        .isEqualTo("2 stopped at a rung: 1.5 s of evaluators");
    assertThat(saved(new Savings(0, 0, 0, 0L, 0L, BigDecimal.ZERO))).isEmpty();
    assertThat(SavingsText.line(RecordJson.of(Samples.winner()).path("savings"))).isEmpty();
  }

  private static String saved(Savings savings) {
    return SavingsText.line(RecordJson.of(savings));
  }

  @Test
  void shouldCountAllThatWaitWhenContestRuns() {
    ObjectNode contest = (ObjectNode) Samples.contest(4);
    contest.put("waiting", 3);
    contest.putArray("rungs").addObject().put("waiting", 2);

    assertThat(ProgressText.line(contest)).contains("2 of 3 clusters measured, 5 waiting, 1 dup");
    assertThat(progress(contest, 80))
        .contains("patches      3 clusters, 1 duplicate, 2 measured, 5 waiting");
  }

  @Test
  void shouldShowTheFirstVariantsOnlyWhenThereAreMany() {
    ObjectNode verdict = (ObjectNode) RecordJson.of(Samples.tieSet());
    JsonNode one = verdict.path("variants").get(0);
    ArrayNode many = verdict.putArray("variants");
    IntStream.range(0, 100).forEach(index -> many.add(one));

    assertThat(new VariantsText(METRICS, 80).lines(many))
        .hasSize(26)
        .contains("... and 80 more: see --json");
  }

  @Test
  void shouldSayWhichVariantIsBetterAndByHowMuch() {
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    group(groups, "queue", false, 0.1, 0.05);
    group(groups, "polling", false, 2.9, 0.6);
    group(groups, "sleeping", true, 0.3, 0.4);

    assertThat(new VariantsText(List.of("latency_ms"), 100).lines(groups))
        .contains("queue is better than polling: latency_ms lower by 2.8 [2.15, 3.45]")
        .contains(
            "no difference shown between queue and sleeping: latency_ms differs by -0.2 [-0.65,"
                + " 0.25]");
  }

  @Test
  void shouldSayThatTooLittleIsKnownWhenGroupsHaveNoInterval() {
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    group(groups, "queue", false, 0.1, Double.NaN);
    group(groups, "polling", true, 2.9, 0.6);

    assertThat(new VariantsText(List.of("latency_ms"), 100).lines(groups))
        .anyMatch(
            line -> line.startsWith("no difference shown between queue and polling: too few"));
  }

  /** A group whose interval is so wide at both ends; none if that is no number. */
  private static void group(
      ArrayNode groups, String name, boolean isTied, double mean, double radius) {
    ObjectNode group = groups.addObject().put("variant", name).put("attempts", 6);
    group.put("failed", 0).put("tied", isTied);
    group.putObject("metrics").putObject("latency_ms").put("mean", mean);
    ObjectNode interval = group.putObject("intervals").putObject("latency_ms");
    if (!Double.isNaN(radius)) {
      interval.put("low", mean - radius).put("high", mean + radius);
    }
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
    assertThat(progress(Samples.contest(4), 80)).isEqualTo(golden("progress.txt"));
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

  private static List<String> progress(JsonNode contest, int width) {
    Watched task = Watched.of("cache", Samples.taskAnswer());
    return ProgressText.lines(contest, task, Samples.START.plusSeconds(15), width);
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

  @Test
  void shouldSayWhatWasMeasuredOnWhenThatIsKnown() {
    Verdict verdict = Samples.winner();
    verdict.setHosts(Map.of("EPYC, 2 cores, Linux 6.1", 30L));

    assertThat(new VerdictText(METRICS, 120).lines(RecordJson.of(verdict)))
        .contains("Measured on: EPYC, 2 cores, Linux 6.1 (30 samples)");
    JsonNode hosts = RecordJson.of(verdict).path("hosts");
    assertThat(HostsText.lines(hosts, 120)).as("below a board, of one kind").isEmpty();

    verdict.setHosts(Map.of("EPYC, 2 cores, Linux 6.1", 30L, "Xeon, 1 core, Linux 6.1", 1L));

    assertThat(HostsText.lines(RecordJson.of(verdict).path("hosts"), 200))
        .containsExactly(
            "Measured on 2 kinds of machine, which are not comparable as such: EPYC, 2 cores, Linux 6.1 (30 samples); Xeon, 1 core, Linux 6.1 (1 sample)");
  }
}
