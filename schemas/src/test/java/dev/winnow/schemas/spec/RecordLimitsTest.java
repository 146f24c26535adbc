package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sizes;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each limit of a record of any producer: what is at it is taken, and what is one past it is told.
 */
class RecordLimitsTest {
  private static final BigDecimal SMALL = new BigDecimal("0.000001");

  /** A limit that a record of any producer keeps, in the size or the number of something. */
  record RecordLimit(
      String field, int most, List<Integer> good, List<Integer> bad, ObjIntConsumer<Task> edit) {
    @Override
    public String toString() {
      return field + " " + most;
    }
  }

  static List<RecordLimit> recordLimits() {
    return List.of(
        number("variants[0].attempts", 1, 1_000_000, (task, n) -> variant(task).setAttempts(n)),
        number("agent.outputLimitBytes", 0, 1 << 30, (task, n) -> output(task, n)),
        number("evaluator.rungs[0].samples", 1, 1_000, (task, n) -> rung(task).setSamples(n)),
        number("budget.attempts", 1, 10_000_000, (task, n) -> task.getBudget().setAttempts(n)),
        number("budget.concurrent", 1, 100_000, (task, n) -> task.getBudget().setConcurrent(n)),
        number("decision.keep", 1, 1_000, (task, n) -> task.getDecision().setKeep(n)),
        number("decision.eta", 1, 100, (task, n) -> task.getDecision().setEta(n)),
        number("decision.maxSamples", 1, 100_000, (task, n) -> task.getDecision().setMaxSamples(n)),
        number("decision.patience", 0, 1_000_000, (task, n) -> task.getDecision().setPatience(n)),
        number("decision.confirm", 0, 1_000, (task, n) -> task.getDecision().setConfirmSamples(n)),
        number("agent.timeout", 1, 30 * 86_400, (task, n) -> task.getAgent().setTimeoutMs(time(n))),
        number("evaluator.rungs[0].timeout", 1, 2_592_000, (t, n) -> rung(t).setTimeoutMs(time(n))),
        number("budget.wallTime", 1, 31_622_400, (t, n) -> t.getBudget().setWallTimeMs(time(n))),
        size("id", 63, (task, n) -> task.setTaskId("a".repeat(n))),
        size("repository.url", 4_096, (t, n) -> t.getRepository().setUrl("/" + "a".repeat(n - 1))),
        size("prompt", 262_144, (task, n) -> task.setPrompt("a".repeat(n))),
        size("variants", 100_000, (task, n) -> task.setVariants(variants(n))),
        size("variants[0].name", 63, (task, n) -> variant(task).setName("a".repeat(n))),
        size("variants[0].prompt", 262_144, (task, n) -> variant(task).setPrompt("a".repeat(n))),
        size("variants[0].parameters", 64, (task, n) -> variant(task).setParameters(names(n))),
        size(
            "variants[0].parameters.a",
            4_096,
            (task, n) -> variant(task).setParameters(Map.of("a", "a".repeat(n)))),
        size("agent.command", 256, (task, n) -> task.getAgent().setCommand(words(n))),
        size(
            "agent.command[0]",
            32_768,
            (task, n) -> task.getAgent().setCommand(List.of("a".repeat(n)))),
        size("agent.environment", 256, (task, n) -> task.getAgent().setEnvironment(names(n))),
        size("agent.files", 256, (task, n) -> mutate(task).setFiles(words(n))),
        size("agent.files[0]", 4_096, (task, n) -> mutate(task).setFiles(List.of("a".repeat(n)))),
        size("evaluator.rungs", 32, (task, n) -> task.getEvaluator().setRungs(rungs(task, n))),
        size("evaluator.rungs[0].name", 63, (task, n) -> rung(task).setName("a".repeat(n))),
        size("evaluator.protected", 256, (t, n) -> t.getEvaluator().setProtectedPaths(words(n))),
        size(
            "evaluator.protected[0]",
            4_096,
            (task, n) -> task.getEvaluator().setProtectedPaths(List.of("a".repeat(n)))),
        size("objectives", 16, (task, n) -> objectives(task, n)),
        size(
            "objectives[0].metric",
            128,
            (task, n) -> task.getObjectives().get(0).setMetric("a".repeat(n))),
        new RecordLimit(
            "variants",
            10_000_000,
            List.of(10_000_000),
            List.of(10_000_001),
            RecordLimitsTest::attemptsInAll),
        size(
            "variants[0].parameters",
            63,
            (task, n) -> variant(task).setParameters(Map.of("a".repeat(n), ""))),
        size(
            "evaluator.rungs[0].metrics.file",
            4_096,
            (task, n) -> {
              rung(task).setMetricsFrom(MetricsSource.JSON_FILE);
              rung(task).setMetricsFile("a".repeat(n));
            }));
  }

  static List<RecordLimit> limitsOfAgents() {
    return List.of(
        size("agent.model", 256, (task, n) -> tool(task).setModel("a".repeat(n))),
        number("agent.maxTurns", 1, 10_000, (task, n) -> tool(task).setMaxTurns(n)),
        size("agent.arguments", 256, (task, n) -> tool(task).setArguments(words(n))),
        new RecordLimit(
            "agent.seed",
            Integer.MAX_VALUE,
            List.of(0),
            List.of(1),
            (task, more) -> mutate(task).setSeed(Integer.MAX_VALUE + (long) more)),
        new RecordLimit(
            "agent.seed", 0, List.of(0), List.of(-1), (task, n) -> mutate(task).setSeed(n)),
        size("agent.set", 256, RecordLimitsTest::places),
        size("agent.network", 256, (task, n) -> bounds(task).setNetwork(words(n))),
        size("agent.network", 253, (t, n) -> bounds(t).setNetwork(List.of("a".repeat(n)))),
        size("agent.network", 5, (t, n) -> bounds(t).setNetwork(List.of("a:" + "9".repeat(n)))),
        size(
            "agent.readable",
            1_000,
            (task, n) -> bounds(task).setReadable(Collections.nCopies(n, "/a"))),
        size(
            "agent.readable[0]",
            4_096,
            (task, n) -> bounds(task).setReadable(List.of("/" + "a".repeat(n - 1)))),
        number("agent.limits.processes", 1, 1_000_000, (t, n) -> bounds(t).setProcesses(n)),
        number("judge.rounds", 1, 20, (task, n) -> judge(task).setRounds(n)),
        number("judge.timeout", 1, 2_592_000, (task, n) -> judge(task).setTimeoutMs(time(n))),
        number(
            "environment.timeout",
            1,
            2_592_000,
            (task, n) -> environment(task).setTimeoutMs(time(n))));
  }

  @ParameterizedTest
  @MethodSource({"recordLimits", "limitsOfAgents"})
  void shouldTellFieldAndMendOnlyWhenARecordIsPastTheLimit(RecordLimit limit) {
    for (int at : limit.good) {
      assertThat(TaskRules.check(task(limit, at))).as("%d", at).isEmpty();
    }
    for (int past : limit.bad) {
      assertThat(TaskRules.check(task(limit, past)))
          .as("%d", past)
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.field()).isEqualTo(limit.field);
                assertThat(problem.message()).isNotBlank();
                assertThat(problem.mend()).isNotBlank().doesNotStartWith("see docs");
              });
    }
  }

  static Stream<Arguments> money() {
    return Stream.of(
        money("agent.maxCost", 10_000, (task, most) -> task.getAgent().setMaxCost(most)),
        money("judge.maxCost", 10_000, (task, most) -> judge(task).setMaxCost(most)),
        money(
            "evaluator.pricePerHour",
            10_000,
            (task, most) -> {
              task.getBudget().setMoney(new BigDecimal("999999999"));
              task.getEvaluator().setPricePerHour(most);
            }),
        money("budget.money", 999_999_999, (task, most) -> task.getBudget().setMoney(most)),
        money("variants[0].money", 999_999_999, (task, most) -> variant(task).setMoney(most)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("money")
  void shouldTellTheFieldOnlyWhenMoneyOfARecordIsPastTheMost(
      String field, BigDecimal most, BiConsumer<Task, BigDecimal> edit) {
    Task task = TaskSpecTest.valid(TaskSpec.parse(SpecFiles.read("smallest.yaml")));
    task.getAgent().setMaxCost(BigDecimal.ONE);

    edit.accept(task, most);
    assertThat(TaskRules.check(task)).isEmpty();
    edit.accept(task, most.add(SMALL));

    assertThat(TaskRules.check(task)).extracting(Problem::field).containsExactly(field);
  }

  private static Arguments money(String field, long most, BiConsumer<Task, BigDecimal> edit) {
    return Arguments.of(field, BigDecimal.valueOf(most), edit);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "999999999, true", "1000000000, false", "0000000001, false"})
  void shouldReadDurationsAndSizesOfNineDigits(String digits, boolean isRead) {
    assertThat(Durations.parse(digits + "ms").isPresent()).isEqualTo(isRead);
    assertThat(Sizes.bytes(digits + " KiB").isPresent()).isEqualTo(isRead);
  }

  @ParameterizedTest
  @CsvSource({"250, true", "251, false"})
  void shouldTakeTheNameOfABranchOf250Characters(int length, boolean isTaken) {
    assertThat(BranchNames.isName("a".repeat(length))).isEqualTo(isTaken);
  }

  private static RecordLimit number(
      String field, int least, int most, BiConsumer<Task, Integer> edit) {
    return new RecordLimit(
        field, most, List.of(least, most), List.of(least - 1, most + 1), edit::accept);
  }

  private static RecordLimit size(String field, int most, BiConsumer<Task, Integer> edit) {
    return new RecordLimit(field, most, List.of(most), List.of(most + 1), edit::accept);
  }

  private static Task task(RecordLimit limit, int value) {
    Task task = TaskSpecTest.valid(TaskSpec.parse(SpecFiles.read("smallest.yaml")));
    limit.edit.accept(task, value);
    return task;
  }

  private static Agent mutate(Task task) {
    task.getAgent().setAdapter("mutate");
    task.getAgent().setCommand(List.of());
    return task.getAgent();
  }

  private static Agent tool(Task task) {
    task.getAgent().setAdapter("claude-code");
    return task.getAgent();
  }

  private static void places(Task task, int count) {
    Map<String, String> places = new LinkedHashMap<>();
    names(count).keySet().forEach(name -> places.put("a.properties#" + name, ""));
    task.getAgent().setAdapter("sweep");
    task.getAgent().setCommand(List.of());
    task.getAgent().setSet(places);
  }

  private static Bounds bounds(Task task) {
    Bounds bounds = Bounds.newBuilder().build();
    task.getAgent().setBounds(bounds);
    return bounds;
  }

  private static Judge judge(Task task) {
    Judge judge =
        Judge.newBuilder()
            .setCommand(List.of("judge"))
            .setTimeoutMs(1_000)
            .setMaxCost(BigDecimal.ZERO)
            .build();
    task.setJudge(judge);
    return judge;
  }

  private static EphemeralEnvironment environment(Task task) {
    EphemeralEnvironment environment =
        EphemeralEnvironment.newBuilder().setUp(List.of("up")).setTimeoutMs(1_000).build();
    rung(task).setEphemeral(environment);
    return environment;
  }

  /** Eleven variants with so many attempts together. */
  private static void attemptsInAll(Task task, int count) {
    List<Variant> all = variants(11);
    all.forEach(each -> each.setAttempts(999_999));
    all.get(10).setAttempts(count - 9_999_990);
    task.setVariants(all);
  }

  private static Variant variant(Task task) {
    return task.getVariants().get(0);
  }

  private static Rung rung(Task task) {
    return task.getEvaluator().getRungs().get(0);
  }

  private static void output(Task task, int bytes) {
    task.getAgent().setOutputLimitBytes(bytes);
  }

  private static long time(int seconds) {
    return seconds * 1_000L;
  }

  private static List<Variant> variants(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> Variant.newBuilder().setName("v" + index).build())
        .toList();
  }

  private static List<Rung> rungs(Task task, int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> Rung.newBuilder(rung(task)).setName("r" + index).build())
        .toList();
  }

  private static void objectives(Task task, int count) {
    task.setObjectives(
        IntStream.range(0, count)
            .mapToObj(
                index ->
                    Objective.newBuilder(task.getObjectives().get(0))
                        .setMetric("m" + index)
                        .build())
            .toList());
  }

  private static List<String> words(int count) {
    return Collections.nCopies(count, "a");
  }

  private static Map<String, String> names(int count) {
    Map<String, String> names = new LinkedHashMap<>();
    IntStream.range(0, count).forEach(index -> names.put("A" + index, ""));
    return names;
  }
}
