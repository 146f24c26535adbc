package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Question;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.worker.TestOrders;
import dev.winnow.worker.TestRepository;
import dev.winnow.worker.process.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeRunnerTest {
  /** Prefers whoever wrote more. */
  private static final String LONGER =
      "if [ $(wc -c <a/A.txt) -gt $(wc -c <b/A.txt) ]; then p=a; else p=b; fi;"
          + " echo thinking; echo \"{\\\"preferred\\\": \\\"$p\\\", \\\"cost\\\": 0.0123}\"";

  @TempDir Path folder;
  private Repository repository;
  private String shorter;
  private String longer;
  private EvaluationRunner runner;

  @BeforeEach
  void makeRepository() throws IOException {
    TestRepository source = new TestRepository(folder.resolve("source"));
    source.write("A.txt", "base");
    source.write("harness/check.sh", "cat A.txt");
    String base = source.commit("base");
    shorter = patch(source, "slru-1", "short");
    longer = patch(source, "clock-2", "much longer");
    source.git("checkout", "-q", "main");
    Path results = folder.resolve("results.git");
    TestRepository.git(folder, "clone", "-q", "--bare", source.url(), results.toString());
    repository = new Repository(source.url(), base, results.toString());
    runner = TestRunners.evaluations(folder.resolve("worker"), Map.of("JUDGE_KEY", "k"));
  }

  private static String patch(TestRepository source, String attempt, String content)
      throws IOException {
    source.git("checkout", "-q", "-b", attempt, "main");
    source.write("A.txt", content);
    source.write("harness/check.sh", "echo by " + attempt);
    return source.commit("Attempt " + attempt + "\n\nIt is the best.");
  }

  @Test
  void shouldPreferTheSamePatchInEitherPlaceWhenTheJudgeLooksAtThePatches() {
    EvaluationResult one = run(question(LONGER, shorter, longer));
    EvaluationResult other = run(question(LONGER, longer, shorter));

    assertThat(one.getOutcome()).as(one.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(one.getPreference()).contains(Preference.B);
    assertThat(other.getPreference()).contains(Preference.A);
    assertThat(one.getCost().orElseThrow()).isEqualByComparingTo("0.0123");
    assertThat(one.getSamples()).isEmpty();
  }

  @Test
  void shouldShowFilesWithProtectedPathsOfTheBaseAndNothingThatTellsWhoseTheyAre() {
    EvaluationResult result =
        run(
            question(
                "ls -A . base a b; cat base/A.txt a/A.txt b/A.txt; cat */harness/check.sh;"
                    + " env; cat $WINNOW_SANDBOX/* 2>/dev/null; find $WINNOW_SANDBOX;"
                    + " echo '{\"preferred\": \"neither\"}'",
                shorter,
                longer));

    assertThat(result.getPreference()).contains(Preference.NEITHER);
    assertThat(result.getLogTail())
        .contains("base", "short", "much longer", "Make it better.")
        .doesNotContain(".git", "lru", "clock", "cluster", "best", shorter, longer)
        .doesNotContain(repository.getBase());
  }

  @Test
  void shouldGiveThePromptAndWhatTheWorkerLetsItHaveWhenTheSpecNamesThem() {
    Rung rung =
        Rung.newBuilder(
                TestOrders.rung(
                    "echo $WINNOW_TASK $KEY; cat {{promptFile}} $WINNOW_PROMPT_FILE; echo;"
                        + " echo '{\"preferred\": \"a\"}'",
                    MetricsSource.NONE,
                    1))
            .setEnvironment(Map.of("KEY", "{{env.JUDGE_KEY}}"))
            .build();

    EvaluationResult result = run(order(rung, shorter, longer));

    assertThat(result.getPreference()).contains(Preference.A);
    assertThat(result.getCost()).isEmpty();
    assertThat(result.getLogTail()).startsWith("task k\nMake it better.Make it better.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo I like a",
        "echo '{\"preferred\": \"A\"}'",
        "echo '{\"preferred\": null}'",
        "echo '{\"preferred\": [\"a\"]}'",
        "echo '{\"preferred\": \"a\"} {\"x\": 1}'",
        "echo '{\"preferred\": \"a\"}'; echo '{\"preferred\": \"a\"}'",
        "echo '{\"preferred\": \"a\"}' >&2"
      })
  void shouldCountNoVoteWhenTheAnswerIsNotOne(String script) {
    EvaluationResult result = run(question(script, shorter, longer));

    assertThat(result.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
    assertThat(result.getPreference()).isEmpty();
    assertThat(result.getReason()).startsWith("the judge gave no answer: ");
  }

  @Test
  void shouldCountNoVoteButItsCostWhenTheJudgeFails() {
    EvaluationResult result =
        run(question("echo '{\"preferred\": \"a\", \"cost\": 0.5}'; exit 3", shorter, longer));

    assertThat(result.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
    assertThat(result.getPreference()).isEmpty();
    assertThat(result.getCost().orElseThrow()).isEqualByComparingTo("0.5");
    assertThat(result.getReason()).startsWith("the judge exited with 3");
  }

  @ParameterizedTest
  @CsvSource({"-1", "1e300", "10001", "'\"1\"'"})
  void shouldTakeACostThatCannotBeForNone(String cost) {
    EvaluationResult result =
        run(question("echo '{\"preferred\": \"b\", \"cost\": " + cost + "}'", shorter, longer));

    assertThat(result.getPreference()).contains(Preference.B);
    assertThat(result.getCost()).isEmpty();
  }

  @Test
  void shouldKillTheJudgeAndCountNoVoteWhenItRunsPastItsTimeout() {
    Rung rung =
        Rung.newBuilder(
                TestOrders.rung("echo '{\"preferred\": \"a\"}'; sleep 60", MetricsSource.NONE, 1))
            .setTimeoutMs(500)
            .build();

    EvaluationResult result = run(order(rung, shorter, longer));

    assertThat(result.getOutcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.getPreference()).isEmpty();
    assertThat(result.getEvaluationMs()).isBetween(500L, 20_000L);
  }

  @Test
  void shouldBlameInfrastructureWhenAPatchOrTheProgramIsMissing() {
    EvaluationResult missing = run(question(LONGER, shorter, "d".repeat(40)));
    Rung rung =
        Rung.newBuilder(TestOrders.rung("", MetricsSource.NONE, 1))
            .setCommand(List.of("no-such-judge"))
            .build();
    EvaluationResult unknown = run(order(rung, shorter, longer));

    assertThat(missing.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(missing.getEvaluationMs()).isZero();
    assertThat(unknown.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(unknown.getReason()).contains("no-such-judge");
  }

  @Test
  void shouldGiveTheOrderBackAndLeaveNothingWhenItIsCancelled() throws IOException {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel("the worker stops");

    Optional<EvaluationResult> result =
        runner.run(question(LONGER, shorter, longer), 1, cancellation);

    assertThat(result).isEmpty();
    try (Stream<Path> left = Files.list(folder.resolve("worker/sandboxes"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldTellThatItWasCutOffWhenItMayNotBeAskedAgain() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel("the worker stops");
    EvaluationOrder order =
        EvaluationOrder.newBuilder(question(LONGER, shorter, longer)).setOnce(true).build();

    EvaluationResult result = runner.run(order, 1, cancellation).orElseThrow();

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).isEqualTo("its run was cut off: the worker stops");
    assertThat(result.getEvaluationMs()).as("it was not begun").isZero();
  }

  private EvaluationOrder question(String script, String first, String second) {
    return order(TestOrders.rung(script, MetricsSource.NONE, 1), first, second);
  }

  private EvaluationOrder order(Rung rung, String first, String second) {
    return TestOrders.evaluation(repository, first, rung)
        .setOrderId("task/votes/1/0")
        .setQuestion(new Question(second, "Make it better."))
        .build();
  }

  private EvaluationResult run(EvaluationOrder order) {
    return runner.run(order, 1, new Cancellation()).orElseThrow();
  }
}
