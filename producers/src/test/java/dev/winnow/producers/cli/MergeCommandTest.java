package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.git.TestRepository;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
  private static final Set<String> METRICS = Set.of("hit_ratio", "nanoseconds");

  @TempDir private Path folder;
  private StubServer server;
  private String url;
  private String tip;
  private final List<Task> probed = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    TestRepository code = TestRepository.create(folder.resolve("code"));
    tip = code.run("rev-parse", "main");
    url = folder.resolve("code.git").toString();
    code.run("clone", "--quiet", "--bare", ".", url);
    server = new StubServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMakeATournamentThatJudgesAsTheFirstTaskDidWhenAllAreDecided() {
    know("cache-a");
    know("cache-b");
    decide("cache-a", url);
    decide("cache-b", url + "/");

    Cli cli = merge("cache-a", "cache-b", "cache-a", "--keep", "2");

    // All is well but that there is no cluster to submit to.
    assertThat(cli.err()).contains("the connection's settings are wrong");
    Task task = probed.get(0);
    assertThat(task.getTaskId()).isEqualTo("merge-cache-a");
    assertThat(task.getRepository()).isEqualTo(new Repository(url, tip, url));
    assertThat(task.getEvaluator().getRungs()).isEqualTo(Samples.task().getEvaluator().getRungs());
    assertThat(task.getEvaluator().getControl()).isTrue();
    assertThat(task.getObjectives()).isEqualTo(Samples.task().getObjectives());
    assertThat(task.getMerge().orElseThrow().getLand()).isTrue();
    assertThat(task.getMerge().orElseThrow().getCandidates())
        .extracting(candidate -> candidate.getName() + " " + candidate.getAttemptId())
        .containsExactly(
            "cache-a-1 slru-1", "cache-a-2 lru-1", "cache-b-1 slru-1", "cache-b-2 lru-1");
  }

  @Test
  void shouldNameATaskThatIsNotDecidedOrNotKnownOrHasNoWinnerOrAnotherRepository() {
    know("cache-a");
    know("open");
    decide("cache-a", url);
    decide("elsewhere", "/srv/other.git");
    Verdict none = verdict("none", url);
    none.setKept(List.of());
    none.setReason("nothing passed");
    server.with("/v1/tasks/none/verdict", RecordJson.of(none));

    Cli cli = merge("cache-a", "open", "unknown", "elsewhere", "none");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err())
        .contains("merge.tasks[1]: is open, which is not decided yet")
        .contains("merge.tasks[2]: is unknown, and there is no task of that id")
        .contains("merge.tasks[3]: is elsewhere, which is of another repository: /srv/other.git")
        .contains("merge.tasks[4]: is none, which has no winner: nothing passed")
        .doesNotContain("merge.tasks[0]");
    assertThat(probed).isEmpty();
  }

  @Test
  void shouldSayWhichBranchesThereAreWhenTheNamedOneIsMissing() {
    know("cache-a");
    decide("cache-a", url);

    Cli cli = merge("cache-a", "--branch", "release");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("merge.branch: is release").contains("main");
  }

  @Test
  void shouldRefuseAnIdThatIsTakenAndATaskThatNobodyKnows() {
    know("cache-a");
    decide("cache-a", url);
    know("taken");

    assertThat(merge("cache-a", "--id", "taken").err()).contains("give another with --id");
    assertThat(merge("unknown").err()).contains("there is no task unknown");
    assertThat(merge("cache-a", "--keep", "0").err()).contains("--keep: 0 is out of range");
    assertThat(merge("cache-a", "--keep", "1001").err()).contains("--keep: 1001 is out of range");
  }

  private Cli merge(String... arguments) {
    List<String> all = new ArrayList<>(List.of("merge"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--server", server.url(), "--bootstrap-servers", "nowhere"));
    BaseProbe probe =
        task -> {
          probed.add(task);
          return new BaseProbe.Probed(List.of(), List.of(), METRICS);
        };
    return Cli.run(probe, all.toArray(String[]::new));
  }

  private void know(String taskId) {
    Task task = Samples.task();
    task.setTaskId(taskId);
    task.setRepository(new Repository(url, tip, url));
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer.set("task", RecordJson.of(task));
    server.with("/v1/tasks/" + taskId, answer);
  }

  private void decide(String taskId, String repository) {
    server.with("/v1/tasks/" + taskId + "/verdict", RecordJson.of(verdict(taskId, repository)));
  }

  private static Verdict verdict(String taskId, String repository) {
    Verdict verdict = Samples.winner();
    verdict.setTaskId(taskId);
    verdict.setKept(List.of(Samples.entry(1, "slru", 1, 0.87), Samples.entry(2, "lru", 1, 0.86)));
    verdict.setRepository(new Repository(repository, "b".repeat(40), repository));
    return verdict;
  }
}
