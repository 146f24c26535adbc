package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.schemas.MergeConflict;
import dev.winnow.schemas.MergeEntry;
import dev.winnow.schemas.MergeReport;
import dev.winnow.schemas.MergeState;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTextTest {
  private static final List<String> METRICS = List.of("throughput", "size");
  private static final BigDecimal ZERO = new BigDecimal("0.000000");

  @Test
  void shouldTellWhatLandedAndWhyTheRestDidNotWhenATournamentIsDecided() {
    assertThat(new VerdictText(METRICS, 90).lines(verdict(true)))
        .containsExactly(
            "Verdict of merge-cache-a: 1 of 4 landed on main",
            "  the last candidate is decided",
            "",
            "candidate  became    change of throughput  pairs",
            "cache-a    landed           [+1.5, +2.25]     12",
            "cache-b    conflict",
            "cache-c    no gain           at most +0.1     30",
            "cache-d    rejected",
            "",
            "  cache-b: conflicts with what it is merged into: src/A.java lines 3-9",
            "    src/A.java:3-9 (contents)",
            "    image.png (binary)",
            "  cache-c: its gain over the head of main may be none",
            "  cache-d: rung tests exited with 1",
            "",
            "Branch:      main from aaaaaaaaaaaa to bbbbbbbbbbbb, moved by others once meanwhile",
            "Combined:    5 combinations; 12 evaluations, 84 samples",
            "Spent:       $0.00; agents ran 0 ms, evaluators 10.0 s");
  }

  @Test
  void shouldSayThatTheyHelpWhenNothingWasToBePushed() {
    assertThat(new VerdictText(METRICS, 90).lines(verdict(false)))
        .contains("Verdict of merge-cache-a: 0 of 4 help on main");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 120})
  void shouldKeepToTheWidthWhenItIsGiven(int width) {
    assertThat(new VerdictText(METRICS, width).lines(verdict(true)))
        .allMatch(line -> line.length() <= width);
  }

  @Test
  void shouldCountCombinationsWhenATournamentIsWatched() {
    assertThat(ProgressText.line(Samples.contest(4), true)).startsWith("4 combinations, 2 of 3");
    Watched task = new Watched("cache", METRICS, true, MissingNode.getInstance());
    assertThat(ProgressText.lines(Samples.contest(4), task, Samples.START, 80))
        .contains("combined     4, 2 in flight")
        .noneMatch(line -> line.startsWith("attempts"));
  }

  private static JsonNode verdict(boolean isLanding) {
    MergeEntry landed = entry("cache-a", MergeState.LANDED, "");
    landed.setGain(Map.of("throughput", new MetricInterval(1.5, 2.25)));
    landed.setPairs(12L);
    MergeEntry conflict =
        entry(
            "cache-b",
            MergeState.CONFLICT,
            "conflicts with what it is merged into: src/A.java lines 3-9");
    conflict.setConflicts(
        List.of(
            new MergeConflict("src/A.java", 3, 9, "contents"),
            new MergeConflict("image.png", 0, 0, "binary")));
    MergeEntry none =
        entry("cache-c", MergeState.NO_GAIN, "its gain over the head of main may be none");
    none.setGain(Map.of("throughput", new MetricInterval(null, 0.1)));
    none.setPairs(30L);
    Verdict verdict = Samples.winner();
    verdict.setTaskId("merge-cache-a");
    verdict.setReason("the last candidate is decided");
    verdict.setWarnings(List.of());
    verdict.setSamples(84L);
    verdict.setEvaluations(12);
    verdict.setSpend(new Spend(ZERO, ZERO, 0L, 10_000L));
    verdict.setMerge(
        MergeReport.newBuilder()
            .setBranch("main")
            .setStart("a".repeat(40))
            .setHead("b".repeat(40))
            .setLand(isLanding)
            .setMoved(1)
            .setCombinations(5)
            .setEntries(
                List.of(
                    landed,
                    conflict,
                    none,
                    entry("cache-d", MergeState.REJECTED, "rung tests exited with 1")))
            .build());
    return RecordJson.of(verdict);
  }

  private static MergeEntry entry(String name, MergeState state, String reason) {
    return MergeEntry.newBuilder()
        .setName(name)
        .setCommit("c".repeat(40))
        .setState(state)
        .setReason(reason)
        .build();
  }
}
