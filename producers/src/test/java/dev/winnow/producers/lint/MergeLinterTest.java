package dev.winnow.producers.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.producers.git.TestRepository;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeLinterTest {

  @TempDir private Path folder;
  private TestRepository code;
  private String tip;
  private String patch;

  @BeforeEach
  void createRepositories() throws IOException {
    code = TestRepository.create(folder.resolve("code"));
    tip = code.run("rev-parse", "main");
    code.run("switch", "--quiet", "--create", "work");
    patch = code.commit("two.txt", "two");
    code.run("clone", "--quiet", "--bare", ".", folder.resolve("code.git").toString());
  }

  @Test
  void shouldPutWinnersBeforeCandidatesAndBeginAtTheBranchWhenTasksAreNamed() throws IOException {
    Parsed parsed =
        lint(
            "{url: ./code.git}",
            "{branch: main, tasks: [cache-a], keep: 2, candidates: [{name: given, commit: '%s'}]}"
                .formatted(patch));

    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    Task task = ((Parsed.Valid) parsed).task();
    assertThat(task.getRepository().getBase()).isEqualTo(tip);
    assertThat(task.getVariants())
        .extracting(Variant::getName)
        .containsExactly("cache-a-of-2", "given");
    assertThat(task.getMerge().orElseThrow().getCandidates())
        .extracting(MergeCandidate::getCommit)
        .containsExactly(patch, patch);
  }

  @Test
  void shouldTakeTheBaseWhenItNamesWhereTheBranchStandsAndRefuseAnother() throws IOException {
    String merge = "{branch: main, candidates: [{name: given, commit: '%s'}]}".formatted(patch);

    assertThat(lint("{url: ./code.git, base: '" + tip + "'}", merge))
        .isInstanceOf(Parsed.Valid.class);
    assertThat(problems(lint("{url: ./code.git, base: work}", merge)))
        .extracting(Problem::field, Problem::mend)
        .containsExactly(
            tuple(
                "repository.base",
                "leave it out: a merge tournament begins where its branch stands"));
  }

  @Test
  void shouldAskWhetherAnotherBranchWasMeantWhenThereIsNone() throws IOException {
    assertThat(
            problems(
                lint(
                    "{url: ./code.git}",
                    "{branch: mian, candidates: [{name: given, commit: '%s'}]}".formatted(patch))))
        .containsExactly(
            new Problem(
                "merge.branch",
                "is mian, which " + folder.resolve("code.git") + " does not have",
                "did you mean main?"));
  }

  @Test
  void shouldRefuseTheBranchThatIsCheckedOutUnlessNothingIsPushed() throws IOException {
    String merge = "candidates: [{name: given, commit: '%s'}]}".formatted(patch);

    assertThat(problems(lint("{url: ./code}", "{branch: work, " + merge)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("merge.branch");
              assertThat(problem.message()).contains("is checked out in");
              assertThat(problem.mend()).contains("bare repository", "land: false");
            });
    assertThat(lint("{url: ./code}", "{branch: work, land: false, " + merge))
        .isInstanceOf(Parsed.Valid.class);
    assertThat(lint("{url: ./code}", "{branch: main, " + merge)).isInstanceOf(Parsed.Valid.class);
    code.run("config", "receive.denyCurrentBranch", "updateInstead");
    assertThat(lint("{url: ./code}", "{branch: work, " + merge)).isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void shouldNameTheCandidateWhoseCommitOrRepositoryIsNotThere() throws IOException {
    String unknown = "0".repeat(39) + "1";

    assertThat(
            problems(
                lint(
                    "{url: ./code.git}",
                    """
                    {branch: main, candidates: [
                      {name: a, commit: "%s"}, {name: b, commit: "%s"},
                      {name: c, commit: "%s", repository: /nowhere.git}]}"""
                        .formatted(patch, unknown, patch))))
        .extracting(Problem::field)
        .containsExactly("merge.candidates[1].commit", "merge.candidates[2].repository");
  }

  @Test
  void shouldSayThatNobodyCanBeAskedWhenThereIsNoServer() throws IOException {
    Parsed parsed =
        new Linter(Optional.empty(), warning -> {})
            .lint(spec("{url: ./code.git}", "{branch: main, tasks: [cache-a]}"));

    assertThat(problems(parsed)).extracting(Problem::field).contains("merge.tasks");
  }

  private Parsed lint(String repository, String merge) throws IOException {
    WinnerLookup winners =
        (named, url, problems) ->
            named.tasks().stream()
                .map(
                    task ->
                        MergeCandidate.newBuilder()
                            .setName(task + "-of-" + named.keep())
                            .setRepository(url)
                            .setCommit(patch)
                            .setTaskId(task)
                            .setAttemptId("lru-1")
                            .build())
                .toList();
    return new Linter(Optional.empty(), warning -> {}, winners).lint(spec(repository, merge));
  }

  private Path spec(String repository, String merge) throws IOException {
    return Files.writeString(
        folder.resolve("merge.yaml"),
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: small
        repository: %s
        merge: %s
        evaluator:
          rungs: [{name: measure, command: [./measure.sh], timeout: 5s, metrics: {from: stdout}}]
        objectives: [{metric: speed, goal: maximize}]
        """
            .formatted(repository, merge.replace("\n", " ")));
  }

  private static List<Problem> problems(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    return ((Parsed.Invalid) parsed).problems();
  }
}
