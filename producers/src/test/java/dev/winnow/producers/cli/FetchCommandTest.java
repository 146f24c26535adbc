package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.git.TestRepository;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchCommandTest {

  @TempDir private Path folder;
  private TestRepository clone;
  private StubServer server;
  private Verdict verdict;
  private String patch;

  @BeforeEach
  void createPatch() throws IOException {
    clone = TestRepository.create(folder.resolve("clone"));
    TestRepository results = TestRepository.create(folder.resolve("results"));
    String base = results.run("rev-parse", "HEAD");
    patch = results.commit("patch.txt", "patch");
    results.run("update-ref", "refs/winnow/cache/slru-1", patch);
    verdict = Samples.winner();
    verdict.setRepository(
        new Repository(results.folder().toString(), base, results.folder().toString()));
    verdict.getKept().get(0).setCommit(patch);
    server = new StubServer().with("/v1/tasks/cache", Samples.taskAnswer());
    decide();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMakeABranchOfTheWinnerWhenDecided() {
    Cli cli = fetch();

    assertThat(cli.err()).isEmpty();
    assertThat(cli.exitCode()).isZero();
    assertThat(clone.run("rev-parse", "winnow/cache")).isEqualTo(patch);
    assertThat(clone.run("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("main");
    assertThat(cli.out())
        .startsWith("Made branch winnow/cache: attempt slru-1")
        .contains("git switch winnow/cache");
  }

  @Test
  void shouldFetchTheFirstKeptWhenTheDataLeaveATieSet() {
    verdict.setKind(VerdictKind.TIE_SET);
    decide();

    Cli cli = fetch();

    assertThat(cli.exitCode()).isZero();
    assertThat(clone.run("rev-parse", "winnow/cache")).isEqualTo(patch);
  }

  @Test
  void shouldSayItIsThereWhenFetchedTwice() {
    fetch();

    Cli cli = fetch();

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).startsWith("There already is branch winnow/cache");
  }

  @Test
  void shouldLeaveABranchAloneWhenItIsSomethingElse() {
    clone.run("branch", "winnow/cache");
    String before = clone.run("rev-parse", "winnow/cache");

    Cli cli = fetch();

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("is there already, with other content").contains("--branch");
    assertThat(clone.run("rev-parse", "winnow/cache")).isEqualTo(before);
  }

  @Test
  void shouldUseTheNameWhenOneIsGiven() {
    assertThat(fetch("--branch", "mine").exitCode()).isZero();
    assertThat(clone.run("rev-parse", "mine")).isEqualTo(patch);
    assertThat(fetch("--branch", "a..b").err()).contains("git takes no branch named a..b");
  }

  @Test
  void shouldRefuseWhenResultsHaveAnotherCommit() {
    verdict.getKept().get(0).setCommit("f".repeat(40));
    decide();

    Cli cli = fetch();

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("has another commit for slru-1");
  }

  @Test
  void shouldNameTheRanksWhenRankIsNotKept() {
    assertThat(fetch("--rank", "3").err()).contains("rank 3").contains("from 1 to 2");
  }

  @Test
  void shouldSayThereIsNoWinnerWhenThereIsNone() {
    verdict = Samples.without(VerdictKind.NO_WINNER, "Nothing passed.");
    decide();

    Cli cli = fetch();

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("has no winner: Nothing passed.");
  }

  @Test
  void shouldSayCloneWhenFolderIsNone() throws IOException {
    Path bare = Files.createDirectories(folder.resolve("bare"));

    Cli cli = Cli.run("fetch", "cache", "--into", bare.toString(), "--server", server.url());

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("is no clone").contains("git clone");
  }

  @Test
  void shouldNameTheParametersAndMakeNoBranchWhenTheWinnerIsTheBase() {
    verdict.getKept().get(0).setCommit(verdict.getRepository().orElseThrow().getBase());
    verdict.getKept().get(0).setVariant("slru");
    decide();
    JsonNode answer = Samples.taskAnswer();
    ArrayNode variants = ((ObjectNode) answer.path("task")).putArray("variants");
    variants.addObject().put("name", "lru").putObject("parameters").put("size", "1");
    variants.addObject().put("name", "slru").putObject("parameters").put("size", "64");
    server.with("/v1/tasks/cache", answer);

    Cli cli = fetch();

    assertThat(cli.exitCode()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("Attempt slru-1 changes nothing")
        .contains("with the parameters of variant slru")
        .contains("  size: 64")
        .doesNotContain("size: 1\n");
    assertThat(clone.run("branch", "--list", "winnow/*")).isEmpty();
    assertThat(fetch("--json").out()).contains("\"size\" : \"64\"");
  }

  private void decide() {
    server.with("/v1/tasks/cache/verdict", RecordJson.of(verdict));
  }

  private Cli fetch(String... more) {
    String[] fixed = {
      "fetch", "cache", "--into", clone.folder().toString(), "--server", server.url()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Cli.run(all);
  }
}
