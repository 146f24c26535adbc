package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Audit;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as a plain producer can make them, past any schema of the spec. */
class TaskRulesTest {

  record Bad(String field, Consumer<Task> edit) {
    @Override
    public String toString() {
      return field;
    }
  }

  @Test
  void shouldLetAnAgentNameAVariableOfTheWorkerButNoRungWhenPlaceholdersAreChecked() {
    Task task = task();
    task.getAgent().setEnvironment(Map.of("KEY", "{{env.PROVIDER_KEY}}"));
    assertThat(TaskRules.check(task)).isEmpty();

    task.getEvaluator().getRungs().get(0).setEnvironment(Map.of("KEY", "{{env.PROVIDER_KEY}}"));
    assertThat(TaskRules.check(task))
        .extracting(Problem::field)
        .containsExactly("evaluator.rungs[0].environment.KEY");
  }

  @Test
  void shouldLetAJudgeNameAVariableOfTheWorkerWhenPlaceholdersAreChecked() {
    Task task = task();
    task.setJudge(judge("0.01"));
    task.getJudge().orElseThrow().setEnvironment(Map.of("KEY", "{{env.PROVIDER_KEY}}"));

    assertThat(TaskRules.check(task)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.500001"})
  void shouldRefuseAJudgeWhenTheMoneyIsCappedAndDoesNotPayForBothOrders(String maxCost) {
    assertThat(TaskRules.check(judged(maxCost)))
        .extracting(Problem::field)
        .containsExactly("judge.maxCost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.000001", "0.500000"})
  void shouldTakeAJudgeWhenTheMoneyIsCappedAndPaysForBothOrders(String maxCost) {
    assertThat(TaskRules.check(judged(maxCost))).isEmpty();
  }

  /** A dollar is all the money there is. */
  private static Task judged(String maxCost) {
    Task task = task();
    task.getAgent().setMaxCost(new BigDecimal("0.10"));
    task.getBudget().setMoney(BigDecimal.ONE);
    task.setJudge(judge(maxCost));
    return task;
  }

  private static Judge judge(String maxCost) {
    return Judge.newBuilder()
        .setCommand(List.of("judge"))
        .setTimeoutMs(60_000)
        .setMaxCost(new BigDecimal(maxCost))
        .build();
  }

  private static Audit audit(int mutants, int killed) {
    return new Audit("e".repeat(64), "b".repeat(40), mutants, killed, Instant.EPOCH);
  }

  static List<Bad> bad() {
    return List.of(
        new Bad("id", task -> task.setTaskId("../x")),
        new Bad("repository.url", task -> task.getRepository().setUrl("")),
        new Bad("repository.url", task -> task.getRepository().setUrl("/a\nb")),
        new Bad("repository.base", task -> task.getRepository().setBase("HEAD")),
        new Bad("repository.results", task -> task.getRepository().setResults("")),
        new Bad("prompt", task -> task.setPrompt("x".repeat(262_145))),
        new Bad("variants", task -> task.setVariants(List.of())),
        new Bad("variants[0].name", task -> task.getVariants().get(0).setName("")),
        new Bad("variants[0].attempts", task -> task.getVariants().get(0).setAttempts(-1)),
        new Bad(
            "variants[0].parameters.a",
            task -> task.getVariants().get(0).setParameters(Map.of("a", "x".repeat(4_097)))),
        new Bad("audit", task -> task.setAudit(audit(0, 0))),
        new Bad("audit", task -> task.setAudit(audit(30, 31))),
        new Bad("audit", task -> task.setAudit(audit(30, -1))),
        new Bad("agent.command", task -> task.getAgent().setCommand(List.of())),
        new Bad("agent.command", task -> task.getAgent().setCommand(List.of(" "))),
        new Bad("agent.adapter", task -> task.getAgent().setAdapter("other")),
        new Bad("agent.arguments", task -> task.getAgent().setArguments(List.of("-v"))),
        new Bad("agent.set", task -> task.getAgent().setSet(Map.of("a.yaml#/b", "1"))),
        new Bad("agent.command[0]", task -> task.getAgent().setCommand(List.of("a\0b"))),
        new Bad("agent.environment", task -> task.getAgent().setEnvironment(Map.of("A=B", ""))),
        new Bad("agent.timeout", task -> task.getAgent().setTimeoutMs(0)),
        new Bad("agent.timeout", task -> task.getAgent().setTimeoutMs(Long.MAX_VALUE)),
        new Bad("agent.maxCost", task -> task.getAgent().setMaxCost(BigDecimal.valueOf(-1))),
        new Bad("agent.outputLimitBytes", task -> task.getAgent().setOutputLimitBytes(-1)),
        new Bad("evaluator.rungs", task -> task.getEvaluator().setRungs(List.of())),
        new Bad(
            "evaluator.rungs[0].metrics.file",
            task -> task.getEvaluator().getRungs().get(0).setMetricsFrom(MetricsSource.JSON_FILE)),
        new Bad(
            "evaluator.rungs[0].metrics.file",
            task -> task.getEvaluator().getRungs().get(0).setMetricsFile("a.json")),
        new Bad(
            "evaluator.rungs[0].samples",
            task -> task.getEvaluator().getRungs().get(0).setSamples(0)),
        new Bad(
            "evaluator.protected[0]",
            task -> task.getEvaluator().setProtectedPaths(List.of("a/../../b"))),
        new Bad(
            "evaluator.protected[0]",
            task -> task.getEvaluator().setProtectedPaths(List.of(".git"))),
        new Bad(
            "evaluator.rungs[0].paired",
            task -> {
              // Another rung has the metrics, so that nothing else is wrong.
              Rung gate = Rung.newBuilder(task.getEvaluator().getRungs().get(0)).build();
              gate.setName("gate");
              gate.setMetricsFrom(MetricsSource.NONE);
              gate.setPaired(true);
              task.getEvaluator().setRungs(List.of(gate, task.getEvaluator().getRungs().get(0)));
            }),
        new Bad(
            "evaluator.pricePerHour",
            task -> task.getEvaluator().setPricePerHour(new BigDecimal("-0.000001"))),
        new Bad(
            "evaluator.pricePerHour",
            task -> task.getEvaluator().setPricePerHour(new BigDecimal("10000.000001"))),
        new Bad("dedup.similarity", task -> task.setSimilarity(-0.1)),
        new Bad("dedup.similarity", task -> task.setSimilarity(Math.nextDown(0.3))),
        new Bad("dedup.similarity", task -> task.setSimilarity(Math.nextUp(1.0))),
        new Bad("dedup.similarity", task -> task.setSimilarity(Double.NaN)),
        new Bad("dedup.similarity", task -> task.setSimilarity(Double.POSITIVE_INFINITY)),
        new Bad("objectives", task -> task.setObjectives(List.of())),
        new Bad("objectives[0].tolerance", objective(o -> o.setTolerance(Double.NaN))),
        new Bad("objectives[0].range", objective(o -> o.setRange(new MetricRange(1.0, 1.0)))),
        new Bad(
            "objectives[0].range", objective(o -> o.setRange(new MetricRange(0.0, Double.NaN)))),
        new Bad(
            "objectives[0].range",
            objective(o -> o.setRange(new MetricRange(-Double.MAX_VALUE, Double.MAX_VALUE)))),
        new Bad("objectives[0].weight", objective(o -> o.setWeight(0.0))),
        new Bad("objectives[0].weight", objective(o -> o.setWeight(2.0))),
        new Bad("objectives[0].scale", objective(o -> o.setScale(Double.POSITIVE_INFINITY))),
        new Bad("budget.attempts", task -> task.getBudget().setAttempts(0)),
        new Bad("budget.concurrent", task -> task.getBudget().setConcurrent(0)),
        new Bad("budget.wallTime", task -> task.getBudget().setWallTimeMs(-1)),
        new Bad("decision.keep", task -> task.getDecision().setKeep(0)),
        new Bad("decision.confidence", task -> task.getDecision().setConfidence(Double.NaN)),
        new Bad("decision.confidence", task -> task.getDecision().setConfidence(0.5)),
        new Bad("decision.eta", task -> task.getDecision().setEta(0)),
        new Bad("decision.maxSamples", task -> task.getDecision().setMaxSamples(0)),
        new Bad("decision.confirm", task -> task.getDecision().setConfirmSamples(-1)));
  }

  private static Consumer<Task> objective(Consumer<Objective> edit) {
    return task -> edit.accept(task.getObjectives().get(0));
  }

  @Test
  void shouldFindNothingWhenTaskIsGood() {
    assertThat(TaskRules.check(task())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void shouldNameTheFieldWhenTaskBreaksARule(Bad bad) {
    Task task = task();
    bad.edit.accept(task);

    assertThat(TaskRules.check(task))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo(bad.field);
              assertThat(problem.mend()).isNotBlank();
            });
  }

  @Test
  void shouldRefuseAnAgentWithNoPriceWhenMoneyIsCapped() {
    Task task = task();
    task.getBudget().setMoney(new BigDecimal("1.000000"));

    assertThat(TaskRules.check(task)).extracting(Problem::field).containsExactly("agent.maxCost");
  }

  @Test
  void shouldRefuseAPriceAboveAllTheMoneyWhenMoneyIsCapped() {
    Task task = task();
    task.getBudget().setMoney(new BigDecimal("1.000000"));
    task.getAgent().setMaxCost(new BigDecimal("1.000001"));

    assertThat(TaskRules.check(task))
        .singleElement()
        .extracting(Problem::mend)
        .isEqualTo("lower it to at most budget.money, or raise budget.money");
  }

  @Test
  void shouldRefuseAPriceOfTheEvaluatorThatTheMoneyCannotPayWhenMoneyIsCapped() {
    Task task = task();
    task.getAgent().setMaxCost(new BigDecimal("0.010000"));
    task.getBudget().setMoney(new BigDecimal("0.110000"));
    task.getEvaluator().getRungs().get(0).setTimeoutMs(3_600_000);
    task.getEvaluator().setPricePerHour(new BigDecimal("0.100000"));
    assertThat(TaskRules.check(task)).isEmpty();

    task.getEvaluator().setPricePerHour(new BigDecimal("0.100001"));
    assertThat(TaskRules.check(task))
        .singleElement()
        .extracting(Problem::field, Problem::mend)
        .containsExactly(
            "evaluator.pricePerHour",
            "lower it, the rungs' timeouts or agent.maxCost, or raise budget.money");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.7, 1})
  void shouldAcceptWhenSimilarityIsNoughtOrSaysSomething(double similarity) {
    Task task = task();
    task.setSimilarity(similarity);

    assertThat(TaskRules.check(task)).isEmpty();
  }

  @Test
  void shouldNameTheVariantWhenItLacksAParameterOfACommand() {
    Task task = task();
    task.setVariants(
        List.of(
            Variant.newBuilder().setName("a").setParameters(Map.of("size", "1")).build(),
            Variant.newBuilder().setName("b").setParameters(Map.of("sise", "1")).build()));
    task.getAgent().setCommand(List.of("agent", "{{parameters.size}}"));

    assertThat(TaskRules.check(task))
        .containsExactly(
            new Problem(
                "agent.command[1]",
                "holds {{parameters.size}}, which variant b does not have",
                "did you mean sise?"));
  }

  @Test
  void shouldStopCountingWhenProblemsAreMany() {
    Task task = task();
    List<Variant> variants = new ArrayList<>();
    IntStream.range(0, 50_000)
        .forEach(index -> variants.add(Variant.newBuilder().setName("A").build()));
    task.setVariants(variants);

    assertThat(TaskRules.check(task)).hasSize(100);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void shouldAcceptWhenGitFetchesTheUrl(String url) {
    Task task = task();
    task.getRepository().setUrl(url);

    assertThat(TaskRules.check(task)).isEmpty();
  }

  static List<String> urls() {
    return List.of(
        "/srv/with space/code.git",
        "https://github.com/a/b.git",
        "ssh://git@host:22/a/b",
        "git@github.com:a/b.git",
        "file:///srv/code",
        "host.example:a/b");
  }

  private static Task task() {
    return TaskSpecTest.valid(TaskSpec.parse(SpecFiles.read("smallest.yaml")));
  }
}
