package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rungs m1, m2 and m3 with metrics, one of three goes on; a variant of a higher number is faster.
 */
class RungsContestTest {
  private final Arena arena = new Arena();

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void shouldEndWithAWinnerWhenFewComeToTheLaterRungs() {
    for (int variants : new int[] {1, 2, 6}) {
      try (Arena each = new Arena()) {
        Verdict verdict = each.play(task(variants, "m1", "m2", "m3"), RungsContestTest::speed);

        assertThat(verdict.getKind()).as("%d variants", variants).isEqualTo(VerdictKind.WINNER);
        assertThat(verdict.getKept())
            .extracting(LeaderboardEntry::getVariant)
            .startsWith("v" + variants);
      }
    }
  }

  @Test
  void shouldLetAllGoOnFromARungThatReportsNoObjective() {
    Verdict verdict =
        arena.play(
            task(9, "m1", "other", "m3"),
            (order, block) ->
                order.getRung().getName().equals("other")
                    ? Map.of("other", 1.0)
                    : speed(order, block));

    assertThat(arena.evaluations().stream().filter(order -> order.getRungIndex() == 1).count())
        .as("of nine, three go on")
        .isEqualTo(arena.evaluations().stream().filter(order -> order.getRungIndex() == 2).count());
    assertThat(verdict.getKept()).extracting(LeaderboardEntry::getVariant).startsWith("v9");
  }

  private static Task task(int variants, String... rungs) {
    Task task = Tasks.task("t", variants).build();
    task.getDecision().setKeep(1);
    task.getEvaluator()
        .setRungs(
            Arrays.stream(rungs)
                .map(
                    name ->
                        Rung.newBuilder(task.getEvaluator().getRungs().get(0))
                            .setName(name)
                            .setMetricsFrom(MetricsSource.JSON_LINES)
                            .build())
                .toList());
    return task;
  }

  private static Map<String, Double> speed(EvaluationOrder order, long block) {
    return Map.of("speed", Double.parseDouble(order.getVariant().substring(1)));
  }
}
