package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.VerdictKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandsTest {

  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer().with("/v1/tasks/cache", Samples.taskAnswer());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldDrawBoardWhenTaskIsKnown() {
    server.with(
        "/v1/tasks/cache/leaderboard?limit=1",
        Samples.leaderboard(Samples.entry(1, "slru", 3, 0.8765)));

    Cli cli = run("board", "cache", "--limit", "1");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).contains("hit_ratio").contains("slru-1").contains("x3");
  }

  @Test
  void shouldPrintTheRecordWhenJsonIsAskedFor() throws IOException {
    JsonNode board = Samples.leaderboard(Samples.entry(1, "slru", 3, 0.8765));
    server.with("/v1/tasks/cache/leaderboard?limit=20", board);

    Cli cli = run("board", "cache", "--json");

    assertThat(new ObjectMapper().readTree(cli.out()))
        .isEqualTo(new ObjectMapper().readTree(board.toString()));
  }

  @Test
  void shouldSayThereIsNoTaskWhenItIsUnknown() {
    for (String command : new String[] {"board", "verdict", "fetch"}) {
      Cli cli = run(command, "nothing");

      assertThat(cli.exitCode()).isEqualTo(1);
      assertThat(cli.out()).isEmpty();
      assertThat(cli.err())
          .isEqualToNormalizingNewlines(
              "winnow: there is no task nothing\n  mend: see which there are with `winnow tasks`\n");
    }
  }

  @Test
  void shouldTellTheServersReasonWhenItFails() {
    Cli cli = run("board", "broken");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).startsWith("winnow: the server at ").contains("the store is gone");
  }

  @Test
  void shouldFailWithoutStackTraceWhenNothingAnswers() {
    Cli cli = Cli.run("tasks", "--server", "http://127.0.0.1:1");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err())
        .startsWith("winnow: no answer from the server at http://127.0.0.1:1")
        .contains("  mend: ")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldListTasksWhenThereAreSome() throws IOException {
    JsonNode contest = Samples.contest(4);
    server.with(
        "/v1/tasks?limit=1000",
        new ObjectMapper().readTree("{\"tasks\":[" + contest.toString() + "]}"));

    Cli cli = run("tasks");

    assertThat(cli.out().lines())
        .containsExactly(
            "task   status   attempts  measured  spent  started",
            "cache  running       4/9         2  $0.25  2026-01-02T03:04:05Z");
  }

  @Test
  void shouldPrintVerdictWhenDecided() {
    server.with("/v1/tasks/cache/verdict", RecordJson.of(Samples.winner()));

    Cli cli = run("verdict", "cache");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).startsWith("Verdict of cache: winner").contains("winnow fetch cache");
  }

  @Test
  void shouldExitWithNoughtWhenTheDataLeaveATieSet() {
    server.with("/v1/tasks/cache/verdict", RecordJson.of(Samples.tieSet()));

    Cli cli = run("verdict", "cache");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).startsWith("Verdict of cache: tie set").contains("winnow fetch cache");
  }

  @Test
  void shouldDrawTheBaseWhenTheBoardHasIt() {
    ObjectNode board = (ObjectNode) Samples.leaderboard(Samples.raced(1, "slru", 0.8765, 0.97));
    board.set("control", RecordJson.of(Samples.control()));
    server.with("/v1/tasks/cache/leaderboard?limit=20", board);

    Cli cli = run("board", "cache");

    assertThat(cli.out()).contains("base").contains("untouched").contains("97 %");
  }

  @Test
  void shouldDrawOpinionsBelowTheBoardWhenAJudgeWasAsked() {
    server.with(
        "/v1/tasks/cache/leaderboard?limit=20",
        Samples.leaderboard(Samples.raced(1, "slru", 0.8765, 0.97)));
    server.with("/v1/tasks/cache/verdict", RecordJson.of(Samples.judged()));

    Cli cli = run("board", "cache");

    assertThat(cli.out().lines())
        .containsSubsequence("", "The judge's opinion of those that tie, which is no measurement:");
  }

  @Test
  void shouldExitWithOneWhenUndecided() {
    Cli cli = run("verdict", "cache");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("is not decided yet").contains("--wait");
  }

  @Test
  void shouldWaitForTheVerdictWhenAsked() {
    server.withEvents(
        StubServer.event("contest", 1, Samples.contest(4))
            + StubServer.event("verdict", 2, RecordJson.of(Samples.winner())));

    Cli cli = run("verdict", "cache", "--wait");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).startsWith("Verdict of cache: winner");
  }

  @Test
  void shouldPrintLinesAndVerdictWhenWatched() {
    server.withEvents(
        StubServer.event("contest", 1, Samples.contest(4))
            + StubServer.event(
                "leaderboard", 2, Samples.leaderboard(Samples.entry(1, "slru", 3, 0.8765)))
            + StubServer.event("verdict", 3, RecordJson.of(Samples.winner())));

    Cli cli = run("watch", "cache");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out().lines())
        .startsWith(
            "Watching cache",
            "4 of 9 attempts, 2 of 3 clusters measured, 1 duplicate, 1 rejected or failed, $0.25",
            "in the lead: slru-1, hit_ratio 0.8765, nanoseconds 1234",
            "",
            "Verdict of cache: winner");
  }

  @Test
  void shouldConnectAgainFromTheLastEventWhenStreamIsCut() {
    server
        .withEvents(StubServer.event("contest", 41, Samples.contest(4)))
        .withEvents(StubServer.event("verdict", 42, RecordJson.of(Samples.winner())));

    Cli cli = run("watch", "cache");

    assertThat(cli.exitCode()).isZero();
    assertThat(server.asked()).contains("/v1/tasks/cache/events 41");
  }

  @Test
  void shouldAskForTheVerdictWhenStreamEndsWithoutOne() {
    server
        .withEvents(StubServer.event("contest", 41, Samples.contest(4)))
        .with("/v1/tasks/cache/verdict", RecordJson.of(Samples.winner()));

    assertThat(run("watch", "cache").out()).contains("Verdict of cache: winner");
  }

  @Test
  void shouldPrintOneEventALineWhenWatchedAsJson() throws IOException {
    server.withEvents(
        StubServer.event("contest", 1, Samples.contest(4))
            + StubServer.event("verdict", 2, RecordJson.of(Samples.winner())));

    Cli cli = run("watch", "cache", "--json");

    assertThat(cli.out().lines().map(QueryCommandsTest::eventName))
        .containsExactly("contest", "verdict");
  }

  @Test
  void shouldGiveUpWhenTheServerIsAwayForLongerThanItsPatience() {
    server.withEvents(StubServer.event("contest", 1, Samples.contest(4)));

    Cli cli = run("watch", "cache", "--patience", "1");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out()).contains("waiting: the connection to the server was lost");
    assertThat(cli.err()).contains("mend: ");
  }

  @Test
  void shouldSayThatItIsConnectedAgainWhenItWasCut() {
    server
        .withEvents(StubServer.event("contest", 1, Samples.contest(4)))
        .withEvents(StubServer.event("verdict", 2, RecordJson.of(Samples.winner())));

    assertThat(run("watch", "cache").out().lines())
        .containsSubsequence(
            "waiting: the connection to the server was lost",
            "the server answers again",
            "Verdict of cache: winner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001"})
  void shouldSayWhichLimitsABoardHas(String limit) {
    assertThat(run("board", "cache", "--limit", limit).err())
        .contains("--limit is " + limit)
        .contains("from 1 to 1000");
  }

  @Test
  void shouldGiveUpWhenTheTaskNeverAppears() {
    Cli cli = run("watch", "nothing", "--patience", "0");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("there is no task nothing");
  }

  @Test
  void shouldRedrawInPlaceWhenOutputIsATerminal() {
    server.withEvents(
        StubServer.event("contest", 1, Samples.contest(4))
            + StubServer.event(
                "verdict",
                2,
                RecordJson.of(Samples.without(VerdictKind.NO_WINNER, "Nothing passed."))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    int exitCode = LiveBoard.follow(URI.create(server.url()), "cache", out, true, Optional::empty);

    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).isZero();
    assertThat(drawn).contains("\u001b[J");
    assertThat(drawn.substring(drawn.lastIndexOf("\u001b[J") + 3))
        .startsWith("Verdict of cache: no winner\n  Nothing passed.\n");
  }

  @Test
  void shouldEndAtOnceWhenTheContestDoesNotGoOn() {
    server.withEvents(StubServer.event("contest", 1, Samples.contest(4)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    int exitCode =
        LiveBoard.follow(
            URI.create(server.url()),
            "cache",
            out,
            false,
            () -> Optional.of(new ClientException("The worker has failed.", "run again", false)));

    assertThat(exitCode).isEqualTo(1);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("winnow: The worker has failed.")
        .contains("mend: run again")
        .doesNotContain("waiting");
  }

  private static String eventName(String line) {
    try {
      return new ObjectMapper().readTree(line).path("event").asText();
    } catch (com.fasterxml.jackson.core.JsonProcessingException bad) {
      throw new IllegalStateException(bad);
    }
  }

  private Cli run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--server";
    all[arguments.length + 1] = server.url();
    return Cli.run(all);
  }
}
