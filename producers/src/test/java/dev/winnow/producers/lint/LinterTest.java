package dev.winnow.producers.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.git.TestRepository;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinterTest {

  @TempDir private Path folder;
  private TestRepository code;
  private final List<Task> probed = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  @BeforeEach
  void createRepository() throws IOException {
    code = TestRepository.create(folder.resolve("code"));
  }

  @Test
  void shouldResolveBranchWhenRepositoryIsAFolder() throws IOException {
    Task task = good(lint("{url: ./code, base: main}"));

    assertThat(task.getRepository().getBase()).isEqualTo(code.run("rev-parse", "main"));
    assertThat(task.getRepository().getUrl()).isEqualTo(folder.resolve("code").toString());
  }

  @Test
  void shouldResolveTagToItsCommitWhenTagIsAnnotated() throws IOException {
    code.run("tag", "--annotate", "--message=first", "v1");
    String first = code.run("rev-parse", "HEAD");
    code.commit("two.txt", "two");

    assertThat(good(lint("{url: ./code, base: v1}")).getRepository().getBase()).isEqualTo(first);
    assertThat(
            good(lint("{url: 'file://" + code.folder() + "', base: v1}")).getRepository().getBase())
        .isEqualTo(first);
  }

  @Test
  void shouldResolveShortIdWhenRepositoryIsAFolder() throws IOException {
    String first = code.run("rev-parse", "HEAD");
    code.commit("two.txt", "two");

    Task task = good(lint("{url: ./code, base: '" + first.substring(0, 10) + "'}"));

    assertThat(task.getRepository().getBase()).isEqualTo(first);
  }

  @Test
  void shouldFindCommitThatNoBranchPointsAtWhenRepositoryIsAUrl() throws IOException {
    String first = code.run("rev-parse", "HEAD");
    code.commit("two.txt", "two");

    Task task = good(lint("{url: 'file://" + code.folder() + "', base: '" + first + "'}"));

    assertThat(task.getRepository().getBase()).isEqualTo(first);
  }

  @Test
  void shouldRefuseWhenCommitDoesNotExist() throws IOException {
    String nowhere = "0123456789abcdef0123456789abcdef01234567";

    assertThat(bad(lint("{url: 'file://" + code.folder() + "', base: '" + nowhere + "'}")))
        .extracting(Problem::field)
        .containsExactly("repository.base");
    assertThat(bad(lint("{url: ./code, base: '" + nowhere + "'}")))
        .extracting(Problem::field)
        .containsExactly("repository.base");
  }

  @Test
  void shouldAskForTheNearNameWhenBranchIsMisspelt() throws IOException {
    assertThat(bad(lint("{url: ./code, base: mian}")))
        .containsExactly(
            new Problem(
                "repository.base",
                "is mian, which " + code.folder() + " does not have",
                "did you mean main?"));
  }

  @Test
  void shouldListBranchesWhenNoneIsNear() throws IOException {
    code.run("branch", "topic/one");

    assertThat(bad(lint("{url: ./code, base: release-2026}")))
        .singleElement()
        .extracting(Problem::mend)
        .isEqualTo("give a branch, a tag or a commit id; there are main, topic/one");
  }

  @Test
  void shouldRefuseWhenBaseLooksLikeAnOption() throws IOException {
    assertThat(bad(lint("{url: ./code, base: --all}")))
        .extracting(Problem::field)
        .containsExactly("repository.base");
  }

  @Test
  void shouldSayGitInitWhenFolderIsNoRepositoryThoughOneIsAround() throws IOException {
    Files.createDirectories(code.folder().resolve("inner"));

    assertThat(bad(lint("{url: ./code/inner, base: main}")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("repository.url");
              assertThat(problem.mend()).contains("git init");
            });
  }

  @Test
  void shouldReadAFileOf1MiBAndRefuseALarger() throws IOException {
    Path file = spec("{url: ./code, base: main}");
    String text = Files.readString(file);
    Files.writeString(file, text + "\n".repeat((1 << 20) - text.length()));
    Linter linter = new Linter(Optional.empty(), warnings::add);

    good(linter.lint(file));
    Files.writeString(file, "\n", StandardOpenOption.APPEND);

    assertThat(bad(linter.lint(file)))
        .extracting(Problem::message)
        .containsExactly(file + " is larger than 1 MiB");
  }

  @Test
  void shouldRefuseWhenFolderDoesNotExist() throws IOException {
    assertThat(bad(lint("{url: ./elsewhere, base: main}")))
        .singleElement()
        .extracting(Problem::field, Problem::message)
        .containsExactly(
            "repository.url", "is " + folder.resolve("elsewhere") + ", which does not exist");
  }

  @Test
  void shouldSayCommitWhenRepositoryHasNone() throws IOException {
    TestRepository.empty(folder.resolve("empty"));

    assertThat(bad(lint("{url: ./empty, base: main}")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("repository.base");
              assertThat(problem.mend()).contains("git commit");
            });
  }

  @Test
  void shouldRefuseWhenUrlCannotBeRead() throws IOException {
    assertThat(bad(lint("{url: 'file:///nowhere/at/all', base: main}")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("repository.url");
              assertThat(problem.mend()).contains("git ls-remote");
            });
  }

  @Test
  void shouldRefuseWhenResultsRepositoryDoesNotExist() throws IOException {
    assertThat(bad(lint("{url: ./code, base: main, results: ./results.git}")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("repository.results");
              assertThat(problem.mend())
                  .contains("git init --bare " + folder.resolve("results.git"));
            });
  }

  @Test
  void shouldProbeTheResolvedTaskWhenAllElseIsGood() throws IOException {
    good(lint("{url: ./code, base: main}"));

    assertThat(probed)
        .singleElement()
        .extracting(task -> task.getRepository().getBase())
        .isEqualTo(code.run("rev-parse", "main"));
  }

  @Test
  void shouldNotRunTheEvaluatorWhenBaseDoesNotResolve() throws IOException {
    bad(lint("{url: ./code, base: mian}"));

    assertThat(probed).isEmpty();
  }

  @Test
  void shouldTellTheProbesProblemsWhenEvaluatorFails() throws IOException {
    Problem failed = new Problem("evaluator.rungs[0]", "ended with status 1", "mend the command");
    BaseProbe probe = task -> new BaseProbe.Probed(List.of(failed), List.of(), Set.of());

    Parsed parsed =
        new Linter(Optional.of(probe), warnings::add).lint(spec("{url: ./code, base: main}"));

    assertThat(bad(parsed)).containsExactly(failed);
  }

  @Test
  void shouldPassAndWarnWhenTheProbeWarns() throws IOException {
    Problem warning = new Problem("objectives[0].exact", "is true, and it is not", "take it out");
    BaseProbe probe = task -> new BaseProbe.Probed(List.of(), List.of(warning), Set.of("speed"));

    Parsed parsed =
        new Linter(Optional.of(probe), warnings::add).lint(spec("{url: ./code, base: main}"));

    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    assertThat(warnings).containsExactly(warning);
  }

  @Test
  void shouldNameTheMetricWhenNoRungGaveAnObjective() throws IOException {
    BaseProbe probe = task -> new BaseProbe.Probed(List.of(), List.of(), Set.of("sped", "size"));

    Parsed parsed =
        new Linter(Optional.of(probe), warnings::add).lint(spec("{url: ./code, base: main}"));

    assertThat(bad(parsed))
        .containsExactly(
            new Problem(
                "objectives[0].metric",
                "is speed, which no rung gave on the untouched base",
                "did you mean sped?"));
  }

  @Test
  void shouldRefuseWhenFileIsMissingOrBinary() throws IOException {
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Linter linter = new Linter(Optional.empty(), warnings::add);

    assertThat(bad(linter.lint(folder.resolve("none.yaml"))))
        .extracting(Problem::field)
        .containsExactly("document");
    assertThat(bad(linter.lint(binary)))
        .extracting(Problem::mend)
        .containsExactly("save it as UTF-8");
  }

  private Parsed lint(String repository) throws IOException {
    BaseProbe probe =
        task -> {
          probed.add(task);
          return new BaseProbe.Probed(List.of(), List.of(), Set.of("speed"));
        };
    return new Linter(Optional.of(probe), warnings::add).lint(spec(repository));
  }

  private Path spec(String repository) throws IOException {
    return Files.writeString(
        folder.resolve("task.yaml"),
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: small
        repository: %s
        variants: [{name: only}]
        agent: {command: [agent], timeout: 1m}
        evaluator:
          rungs: [{name: measure, command: [./measure.sh], timeout: 5s, metrics: {from: stdout}}]
        objectives: [{metric: speed, goal: maximize}]
        """
            .formatted(repository));
  }

  private static Task good(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid) parsed).task();
  }

  private static List<Problem> bad(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    return ((Parsed.Invalid) parsed).problems();
  }
}
