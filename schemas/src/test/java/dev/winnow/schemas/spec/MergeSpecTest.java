package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeSpecTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static final String MERGE =
      """
      merge:
        branch: main
        candidates:
          - {name: faster-parse, commit: "%s", repository: /srv/results.git}
          - {name: less-copying, commit: "%s"}
      """
          .formatted(COMMIT, COMMIT.replace('0', '1'));

  @Test
  void shouldMakeACandidateOfEachVariantWhenCommitsAreGiven() {
    Task task = TaskSpecTest.valid(TaskSpec.parse(spec(MERGE)));

    assertThat(task.getMerge().orElseThrow().getCandidates())
        .extracting(MergeCandidate::getName, MergeCandidate::getRepository)
        .containsExactly(
            tuple("faster-parse", "/srv/results.git"),
            tuple("less-copying", task.getRepository().getUrl()));
    assertThat(task.getVariants())
        .extracting(Variant::getName)
        .containsExactly("faster-parse", "less-copying");
    assertThat(task.getMerge().orElseThrow().getLand()).isTrue();
    assertThat(task.getAgent().getAdapter()).isEqualTo("merge");
    assertThat(task.getDecision().getEta()).isEqualTo(1);
    assertThat(task.getDecision().getConfirmSamples()).isZero();
    assertThat(task.getSimilarity()).isZero();
  }

  @Test
  void shouldLeaveTheWinnersToTheReaderOfTheFileWhenTasksAreNamed() {
    String spec =
        spec("merge: {branch: main, tasks: [cache-a, cache-b], keep: 2, land: false}\n")
            .replaceAll(", base: [0-9a-f]+", "");

    Parsed parsed = TaskSpec.parse(spec, Path.of("/specs"));

    Task task = TaskSpecTest.valid(parsed);
    assertThat(((Parsed.Valid) parsed).winners())
        .isEqualTo(new TaskWinners(List.of("cache-a", "cache-b"), 2));
    assertThat(task.getRepository().getBase()).isEqualTo("main");
    assertThat(task.getMerge().orElseThrow().getLand()).isFalse();
  }

  @Test
  void shouldRefuseTasksWhenTheSpecComesWithoutAFolder() {
    assertThat(fields(TaskSpec.parse(spec("merge: {branch: main, tasks: [cache-a]}\n"))))
        .contains("merge.tasks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt: Do it.",
        "agent: {command: [sh], timeout: 1m}",
        "variants: [{name: a}]",
        "grid: {a: [1, 2]}"
      })
  void shouldRefuseWhatAgentsNeedWhenThereIsAMerge(String line) {
    assertThat(fields(TaskSpec.parse(spec(MERGE + line + "\n"))))
        .containsExactly(line.substring(0, line.indexOf(':')));
  }

  @Test
  void shouldAskForAnAgentAndVariantsWhenThereIsNoMerge() {
    assertThat(fields(TaskSpec.parse(spec("")))).containsExactlyInAnyOrder("agent", "variants");
  }

  @Test
  void shouldRefuseWhenThereIsNothingToMerge() {
    assertThat(fields(TaskSpec.parse(spec("merge: {branch: main}\n"))))
        .containsExactly("merge.candidates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-d",
        "a..b",
        "a b",
        "a.lock",
        "a/.b",
        "/a",
        "a/",
        "a//b",
        "@",
        "a@{1}",
        "a~1",
        "a^",
        "a:b",
        "a?",
        "a*",
        "a[",
        "a\\b",
        "a.",
        "HEAD",
        "refs/heads/main",
        "a\u007f"
      })
  void shouldRefuseABranchWhenGitWould(String name) {
    Task task = task();
    task.getMerge().orElseThrow().setBranch(name);

    assertThat(TaskRules.check(task)).extracting(Problem::field).containsExactly("merge.branch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "release/1.2", "feature-ü", "a@b", "x.y"})
  void shouldTakeABranchWhenGitWould(String name) {
    Task task = task();
    task.getMerge().orElseThrow().setBranch(name);

    assertThat(TaskRules.check(task)).isEmpty();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        edit("merge.candidates[1].name", t -> candidate(t, 1).setName("faster-parse")),
        edit("merge.candidates[0].name", t -> candidate(t, 0).setName("No Name")),
        edit("merge.candidates[0].commit", t -> candidate(t, 0).setCommit("main")),
        edit("merge.candidates[0].repository", t -> candidate(t, 0).setRepository("ext::sh")),
        edit("merge.candidates", t -> MergeTasks.setCandidates(t, List.of())),
        edit("variants", t -> t.getVariants().get(0).setAttempts(2)),
        edit("variants", t -> t.getVariants().get(0).setParameters(Map.of("a", "b"))),
        edit("variants", t -> t.setVariants(t.getVariants().subList(0, 1))),
        edit("agent.adapter", t -> t.setAgent(command())),
        edit("agent.adapter", t -> t.setMerge(null)),
        edit("ranking.by", t -> t.setRankBy(RankBy.PARETO)),
        edit("judge", t -> t.setJudge(judge())),
        edit("evaluator.control", t -> t.getEvaluator().setControl(false)),
        edit("dedup.similarity", t -> t.setSimilarity(0.7)),
        edit("decision.eta", t -> t.getDecision().setEta(3)),
        edit("decision.confirm", t -> t.getDecision().setConfirmSamples(5)),
        edit("decision.patience", t -> t.getDecision().setPatience(5)),
        edit(
            "evaluator.rungs[0].command[1]",
            t ->
                t.getEvaluator()
                    .getRungs()
                    .get(0)
                    .setCommand(List.of("sh", "{{parameters.size}}"))));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void shouldNameTheFieldAndAMendWhenARuleOfMergesIsBroken(String field, Consumer<Task> edit) {
    Task task = task();
    edit.accept(task);

    assertThat(TaskRules.check(task))
        .anySatisfy(
            problem -> {
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.mend()).isNotBlank().doesNotContain("task-spec.md");
            });
  }

  @Test
  void shouldNameTheFieldOnlyWhenANameOfACandidateIsLongerThan63Characters() {
    String longest = "a".repeat(63);
    String spec = spec(MERGE.replace("faster-parse", longest));

    Task task = TaskSpecTest.valid(TaskSpec.parse(spec));
    assertThat(fields(TaskSpec.parse(spec.replace(longest, longest + "a"))))
        .containsExactly("merge.candidates[0].name");

    candidate(task, 0).setName(longest + "a");
    task.getVariants().get(0).setName(longest + "a");
    assertThat(TaskRules.check(task))
        .extracting(Problem::field)
        .containsExactly("merge.candidates[0].name");
  }

  /** Of a record: a spec has winners of tasks besides, which its schema does not count. */
  @Test
  void shouldNameTheFieldOnlyWhenThereAreMoreThan1000Candidates() {
    assertThat(TaskRules.check(merging(1_000))).isEmpty();
    assertThat(TaskRules.check(merging(1_001)))
        .extracting(Problem::field)
        .containsExactly("merge.candidates");
  }

  private static Task merging(int count) {
    Task task = task();
    MergeTasks.setCandidates(
        task,
        IntStream.range(0, count)
            .mapToObj(n -> MergeCandidate.newBuilder(candidate(task, 0)).setName("c" + n).build())
            .toList());
    return task;
  }

  private static Arguments edit(String field, Consumer<Task> edit) {
    return Arguments.of(field, edit);
  }

  private static MergeCandidate candidate(Task task, int index) {
    return task.getMerge().orElseThrow().getCandidates().get(index);
  }

  private static Agent command() {
    return Agent.newBuilder(MergeTasks.agent())
        .setAdapter("command")
        .setCommand(new ArrayList<>(List.of("sh")))
        .build();
  }

  private static Judge judge() {
    return Judge.newBuilder()
        .setCommand(List.of("sh"))
        .setTimeoutMs(1_000)
        .setMaxCost(new BigDecimal("0.010000"))
        .build();
  }

  private static Task task() {
    return TaskSpecTest.valid(TaskSpec.parse(spec(MERGE)));
  }

  private static List<String> fields(Parsed parsed) {
    return ((Parsed.Invalid) parsed).problems().stream().map(Problem::field).toList();
  }

  /** The smallest spec, with this in place of agent and variants. */
  private static String spec(String merge) {
    return SpecFiles.read("smallest.yaml")
            .replaceAll("(?m)^variants:.*\n", "")
            .replaceAll("(?m)^agent:.*\n(  .*\n)*", "")
        + merge;
  }
}
