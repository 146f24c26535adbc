package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.worker.isolation.IsolationConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseCheckTest {
  @TempDir Path folder;
  private TestRepository source;
  private String base;
  private boolean exact;

  @BeforeEach
  void makeRepository() throws IOException {
    source = new TestRepository(folder.resolve("source"));
    source.write("check.sh", "echo \"{\\\"size\\\": $1}\"");
    base = source.commit("base");
  }

  @Test
  void shouldRunEveryRungOnTheBase() {
    List<BaseCheck.RungCheck> checks =
        check(
            base,
            TestOrders.rung("exit 2", MetricsSource.NONE, 1),
            TestOrders.rung("sh check.sh {{parameters.size}}", MetricsSource.JSON_LINES, 2));

    assertThat(checks)
        .extracting(BaseCheck.RungCheck::outcome)
        .containsExactly(Outcome.REJECTED_BY_GATE, Outcome.SUCCEEDED);
    assertThat(checks.get(0).reason()).isEqualTo("rung measure exited with 2");
    assertThat(checks.get(1).metricNames()).containsExactly("size");
    assertThat(checks.get(1).samples()).hasSize(2);
  }

  @Test
  void shouldGiveTheRungsTheBlocksOfAContestWhenTheyRunOnTheBase() {
    String echo = "echo \"{\\\"block\\\": $WINNOW_BLOCK, \\\"seed\\\": $WINNOW_SEED}\"";

    List<BaseCheck.RungCheck> checks =
        check(base, TestOrders.rung(echo, MetricsSource.JSON_LINES, 2));

    assertThat(checks.get(0).samples())
        .extracting(sample -> sample.getMetrics().get("block"))
        .containsExactly(1.0, 2.0);
    assertThat(checks.get(0).samples())
        .extracting(sample -> sample.getMetrics().get("seed"))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldTakeTwoSamplesOfTheLastRungWithMetricsWhenAnObjectiveIsExact() {
    exact = true;
    String echo = "echo \"{\\\"size\\\": $WINNOW_BLOCK}\"";

    List<BaseCheck.RungCheck> checks =
        check(
            base,
            TestOrders.rung(echo, MetricsSource.JSON_LINES, 1),
            TestOrders.rung(echo, MetricsSource.JSON_LINES, 1),
            TestOrders.rung("true", MetricsSource.NONE, 1));

    assertThat(checks).extracting(check -> check.samples().size()).containsExactly(1, 2, 1);
    assertThat(checks.get(1).values("size")).containsExactly(1.0, 2.0);
    assertThat(checks.get(0).values("size")).containsExactly(1.0);
    assertThat(checks.get(2).values("size")).isEmpty();
  }

  /** Where commands are kept apart it cannot be changed, and elsewhere it is put back. */
  @Test
  void shouldHaveProtectedPathsOfTheBaseInEachSample() {
    List<BaseCheck.RungCheck> checks =
        check(
            base,
            TestOrders.rung(
                "sh check.sh $WINNOW_SAMPLE; (echo 'echo forged' > check.sh) 2>/dev/null || true",
                MetricsSource.JSON_LINES,
                2));

    assertThat(checks.get(0).outcome()).as(checks.get(0).reason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(checks.get(0).values("size")).containsExactly(1.0, 2.0);
  }

  @Test
  void shouldSayWhenTheBaseCannotBeHad() {
    List<BaseCheck.RungCheck> checks =
        check("3".repeat(40), TestOrders.rung("true", MetricsSource.NONE, 1));

    assertThat(checks.get(0).outcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(checks.get(0).reason()).endsWith("is no longer there");
  }

  private List<BaseCheck.RungCheck> check(String commit, Rung... rungs) {
    Task task =
        Task.newBuilder()
            .setTaskId("task")
            .setSubmittedAt(Instant.EPOCH)
            .setRepository(new Repository(source.url(), commit, source.url()))
            .setVariants(
                List.of(
                    Variant.newBuilder().setName("v").setParameters(Map.of("size", "7")).build()))
            .setAgent(TestOrders.agent(List.of("true"), 1000))
            .setEvaluator(
                Evaluator.newBuilder()
                    .setRungs(List.of(rungs))
                    .setProtectedPaths(List.of("check.sh"))
                    .build())
            .setObjectives(
                List.of(
                    Objective.newBuilder()
                        .setMetric("size")
                        .setDirection(Direction.MINIMIZE)
                        .setExact(exact)
                        .build()))
            .setBudget(
                Budget.newBuilder().setAttempts(1).setWallTimeMs(1000).setConcurrent(1).build())
            .setDecision(Decision.newBuilder().build())
            .build();
    return new BaseCheck(folder.resolve("check"), IsolationConfig.ofOwner(Map.of())).run(task);
  }
}
