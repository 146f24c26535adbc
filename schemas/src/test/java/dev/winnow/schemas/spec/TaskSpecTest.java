package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskSpecTest {

  private static final Path FOLDER = Path.of("/specs/cache");

  @Test
  void shouldFillInDefaultsWhenSpecIsSmallest() {
    Task task = valid(TaskSpec.parse(SpecFiles.read("smallest.yaml")));

    assertThat(task.getTaskId()).isEqualTo("small");
    assertThat(task.getPrompt()).isEmpty();
    assertThat(task.getRepository().getResults()).isEqualTo("/srv/code.git");
    assertThat(task.getVariants())
        .containsExactly(Variant.newBuilder().setName("only").setAttempts(1).build());
    assertThat(task.getAgent().getTimeoutMs()).isEqualTo(60_000);
    assertThat(task.getAgent().getMaxCost()).isEqualTo(new BigDecimal("0.000000"));
    assertThat(task.getAgent().getOutputLimitBytes()).isEqualTo(1_048_576);
    assertThat(task.getEvaluator().getProtectedPaths()).isEmpty();
    assertThat(task.getEvaluator().getProtectedChange()).isEqualTo(ProtectedChange.REJECT);
    assertThat(task.getEvaluator().getRungs().get(0).getSamples()).isEqualTo(1);
    assertThat(task.getEvaluator().getRungs().get(0).getTimeoutMs()).isEqualTo(500);
    assertThat(task.getObjectives().get(0).getTolerance()).isZero();
    assertThat(task.getBudget().getAttempts()).isEqualTo(1);
    assertThat(task.getBudget().getMoney()).isEmpty();
    assertThat(task.getBudget().getWallTimeMs()).isEqualTo(24 * 3_600_000L);
    assertThat(task.getBudget().getConcurrent()).isEqualTo(16);
    assertThat(task.getDecision().getKeep()).isEqualTo(1);
    assertThat(task.getDecision().getConfidence()).isEqualTo(0.95);
    assertThat(task.getDecision())
        .as("the record's defaults and the spec's are the same")
        .isEqualTo(Decision.newBuilder().build());
    assertThat(task.getSimilarity()).isEqualTo(0.7);
    assertThat(task.getEvaluator().getPricePerHour()).isEmpty();
    assertThat(task.getEvaluator().getRungs().get(0).getPaired()).isFalse();
    assertThat(task.getRankBy()).isEqualTo(RankBy.ORDERED);
    assertThat(task.getObjectives())
        .containsExactly(
            Objective.newBuilder().setMetric("speed").setDirection(Direction.MAXIMIZE).build());
  }

  @Test
  void shouldReadTheJudgeWhenSpecHasOne() {
    Task task =
        valid(
            TaskSpec.parse(
                SpecFiles.read("smallest.yaml")
                    + "judge: {command: [sh, '${SPEC_DIR}/judge.sh'], environment: {LEVEL: 3}, timeout: 2m, maxCost: 0.05, rounds: 2}\n",
                FOLDER));

    assertThat(task.getJudge())
        .contains(
            Judge.newBuilder()
                .setCommand(List.of("sh", "/specs/cache/judge.sh"))
                .setEnvironment(Map.of("LEVEL", "3"))
                .setTimeoutMs(120_000)
                .setMaxCost(new BigDecimal("0.050000"))
                .setRounds(2)
                .build());
  }

  @Test
  void shouldReadHowToDecideWhenSpecSaysSo() {
    String spec =
        SpecFiles.read("smallest.yaml").replaceAll("(?s)objectives:.*", "")
            + """
            objectives:
              - {metric: hits, goal: maximize, range: [0, 1], weight: 2, scale: 0.01}
              - {metric: bytes, goal: minimize, exact: true}
            ranking: {by: weighted}
            decision: {eta: 4, maxSamples: 100, confirm: 0}
            """;

    Task task = valid(TaskSpec.parse(spec));

    assertThat(task.getRankBy()).isEqualTo(RankBy.WEIGHTED);
    assertThat(task.getObjectives().get(0).getRange()).contains(new MetricRange(0.0, 1.0));
    assertThat(task.getObjectives().get(0).getWeight()).isEqualTo(2);
    assertThat(task.getObjectives().get(0).getScale()).isEqualTo(0.01);
    assertThat(task.getObjectives().get(1).getExact()).isTrue();
    assertThat(task.getDecision().getEta()).isEqualTo(4);
    assertThat(task.getDecision().getMaxSamples()).isEqualTo(100);
    assertThat(task.getDecision().getConfirmSamples()).isZero();
  }

  @Test
  void shouldReadFamiliesPairsAndPriceWhenSpecSaysSo() {
    String spec =
        SpecFiles.read("smallest.yaml")
                .replace("metrics: {from: stdout}", "metrics: {from: stdout}, paired: true")
                .replace("evaluator:", "evaluator:\n  pricePerHour: 0.2")
            + "dedup: {similarity: 0.3}\n";

    Task task = valid(TaskSpec.parse(spec));

    assertThat(task.getSimilarity()).isEqualTo(0.3);
    assertThat(task.getEvaluator().getRungs().get(0).getPaired()).isTrue();
    assertThat(task.getEvaluator().getPricePerHour()).contains(new BigDecimal("0.200000"));
  }

  @Test
  void shouldHaveNoFamiliesWhenSimilarityIsNought() {
    String spec = SpecFiles.read("smallest.yaml") + "dedup: {similarity: 0}\n";

    assertThat(valid(TaskSpec.parse(spec)).getSimilarity()).isZero();
  }

  @Test
  void shouldReadEveryFieldWhenSpecIsFull() {
    Task task = valid(TaskSpec.parse(SpecFiles.read("cache-contest.yaml"), FOLDER));

    assertThat(task.getRepository().getUrl()).isEqualTo("/specs/cache/repository");
    assertThat(task.getRepository().getResults()).isEqualTo("/specs/cache/results.git");
    assertThat(task.getRepository().getBase()).isEqualTo("main");
    assertThat(task.getPrompt()).isEqualTo("Write a cache eviction policy.\nIt must be fast.\n");
    assertThat(task.getAgent().getCommand())
        .containsExactly("sh", "/specs/cache/agent.sh", "{{promptFile}}", "{{parameters.policy}}");
    assertThat(task.getAgent().getEnvironment())
        .isEqualTo(Map.of("PROTECTED", "{{parameters.protected}}", "LEVEL", "3"));
    assertThat(task.getAgent().getMaxCost()).isEqualTo(new BigDecimal("0.050000"));
    assertThat(task.getEvaluator().getProtectedPaths()).containsExactly("harness/**", "pom.xml");
    assertThat(task.getEvaluator().getProtectedChange()).isEqualTo(ProtectedChange.RESTORE);
    assertThat(task.getEvaluator().getRungs())
        .extracting(rung -> rung.getMetricsFrom())
        .containsExactly(MetricsSource.NONE, MetricsSource.JSON_FILE);
    assertThat(task.getEvaluator().getRungs().get(1).getMetricsFile())
        .contains("target/metrics.json");
    assertThat(task.getEvaluator().getRungs().get(1).getEnvironment())
        .isEqualTo(Map.of("SEED", "7", "OUT", "/specs/cache/out"));
    assertThat(task.getObjectives())
        .extracting(objective -> objective.getDirection())
        .containsExactly(Direction.MAXIMIZE, Direction.MINIMIZE);
    assertThat(task.getBudget().getMoney()).contains(new BigDecimal("1.000000"));
    assertThat(task.getBudget().getWallTimeMs()).isEqualTo(1_800_000);
    assertThat(task.getDecision().getKeep()).isEqualTo(3);
  }

  @Test
  void shouldAddGridAfterListWhenSpecHasBoth() {
    List<Variant> variants =
        valid(TaskSpec.parse(SpecFiles.read("cache-contest.yaml"), FOLDER)).getVariants();

    assertThat(variants)
        .extracting(Variant::getName)
        .containsExactly(
            "lru",
            "clock",
            "clock-again",
            "policy-slru-protected-0-5",
            "policy-slru-protected-0-80",
            "policy-2q-protected-0-5",
            "policy-2q-protected-0-80");
    assertThat(variants).extracting(Variant::getAttempts).containsExactly(2, 3, 3, 3, 3, 3, 3);
    assertThat(variants.get(0).getPrompt()).contains("Write LRU.");
    assertThat(variants.get(0).getParameters())
        .isEqualTo(Map.of("policy", "lru", "protected", "0.50"));
    assertThat(variants.get(2).getParameters())
        .isEqualTo(Map.of("policy", "clock", "protected", "off"));
    assertThat(variants.get(6).getParameters())
        .isEqualTo(Map.of("policy", "2Q", "protected", "0.80"));
  }

  @Test
  void shouldCountAllAttemptsWhenBudgetSaysNothing() {
    String spec = SpecFiles.read("smallest.yaml") + "attemptsPerVariant: 4\ngrid: {a: [1, 2, 3]}\n";

    assertThat(valid(TaskSpec.parse(spec)).getBudget().getAttempts()).isEqualTo(16);
  }

  @Test
  void shouldGiveTheSameTaskWhenSpecIsJson() {
    String json =
        """
        {
        \t"apiVersion": "winnow.dev/v1", "kind": "Task", "id": "small",
        \t"repository": {"url": "/srv/code.git", "base": "0123456789abcdef0123456789abcdef01234567"},
        \t"variants": [{"name": "only"}],
        \t"agent": {"command": ["agent"], "timeout": "1m"},
        \t"evaluator": {"rungs": [{"name": "measure", "command": ["./measure.sh"],
        \t\t"timeout": "500ms", "metrics": {"from": "stdout"}}]},
        \t"objectives": [{"metric": "speed", "goal": "maximize"}]
        }
        """;

    Task fromJson = valid(TaskSpec.parse(json));
    Task fromYaml = valid(TaskSpec.parse(SpecFiles.read("smallest.yaml")));

    fromYaml.setSubmittedAt(fromJson.getSubmittedAt());
    assertThat(fromJson).isEqualTo(fromYaml);
  }

  @Test
  void shouldTellLineWhenSpecIsYaml() {
    String spec = SpecFiles.read("smallest.yaml").replace("id: small", "id: Small");

    assertThat(((Parsed.Invalid) TaskSpec.parse(spec)).problems())
        .singleElement()
        .extracting(Problem::message)
        .isEqualTo("cannot be 'Small' (line 3)");
  }

  @Test
  void shouldTellAllProblemsAtOnceWhenThereAreSeveral() {
    String spec =
        SpecFiles.read("smallest.yaml")
            .replace("kind: Task", "kind: Job")
            .replace("timeout: 1m", "timeout: soon")
            .replace("goal: maximize", "goal: up");

    assertThat(((Parsed.Invalid) TaskSpec.parse(spec)).problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("kind", "agent.timeout", "objectives[0].goal");
  }

  @Test
  void shouldRefuseWhenAliasesMultiply() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 9; level++) {
      String alias = "*a" + (level - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(level, level, (alias + ", ").repeat(9) + alias));
    }

    assertThat(((Parsed.Invalid) TaskSpec.parse(bomb.toString())).problems())
        .singleElement()
        .extracting(Problem::field, Problem::mend)
        .containsExactly("document", "write it flatter, with fewer aliases");
  }

  @Test
  void shouldRefuseWhenAnAliasHoldsItself() {
    assertThat(TaskSpec.parse("a: &a [*a]")).isInstanceOf(Parsed.Invalid.class);
  }

  @Test
  void shouldRefuseWhenTextIsTooLarge() {
    assertThat(((Parsed.Invalid) TaskSpec.parse("#".repeat(1_100_000))).problems())
        .singleElement()
        .extracting(Problem::message)
        .isEqualTo("is larger than 1 MiB");
  }

  @Test
  void shouldKeepTheUsersValueWhenMergeKeyIsOverridden() {
    String spec =
        SpecFiles.read("smallest.yaml")
            .replace(
                "variants: [{name: only}]",
                "variants:\n"
                    + "  - {name: a, parameters: &p {size: 1, kind: x}}\n"
                    + "  - {name: b, parameters: {<<: *p, size: 2}}");

    assertThat(valid(TaskSpec.parse(spec)).getVariants().get(1).getParameters())
        .isEqualTo(Map.of("size", "2", "kind", "x"));
  }

  static Task valid(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid) parsed).task();
  }
}
