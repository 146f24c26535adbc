package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.git.TestRepository;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a server that has done the audit already; AuditIT does one. */
class AuditCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private TestRepository code;
  private Path spec;
  private Path file;

  @BeforeEach
  void createSpec() throws IOException {
    code = TestRepository.create(folder.resolve("code"));
    file = folder.resolve("small.audit.json");
    spec =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            apiVersion: winnow.dev/v1
            kind: Task
            id: small
            repository: {url: ./code, base: main}
            variants: [{name: only}]
            agent: {command: [agent], timeout: 1m}
            evaluator:
              rungs: [{name: test, command: [./t.sh], timeout: 5s, metrics: {from: stdout}}]
            objectives: [{metric: speed, goal: maximize}]
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mutants=0|--mutants: is 0|give a number from 1 to 1000",
        "--mutants=1001|--mutants: is 1001|give a number from 1 to 1000",
        "--mutator= |--mutator: is empty|give a command that changes a checkout",
        "--mutator={{number}}|--mutator: holds {{|put the command into a script",
        "--mutator=sed --paths=a|--paths: is for Winnow's own operators|leave it out",
      })
  void shouldNameTheOptionAndTheMendWhenItCannotBe(String options, String said, String mend) {
    String[] words = ("audit|" + spec + "|" + options.replace(" --", "|--")).split("\\|");

    Cli cli = Cli.run(words);

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains(said).contains("mend: " + mend);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void shouldTakeAsManyMutantsAsAreAskedForWhenThatIsAtALimit(int mutants) throws IOException {
    try (StubServer server = server(verdict(VerdictKind.WINNER), "c".repeat(40))) {

      Cli cli = audit(server, "--mutants=" + mutants);

      assertThat(cli.exitCode()).as(cli.err()).isZero();
    }
  }

  @Test
  void shouldListSurvivorsWithTheirPlaceAndWriteTheAuditWhenItIsDone() throws IOException {
    code.commit("A.java", "int a = 1;\nint b = 2;\n");
    code.run("branch", "base");
    String mutant = code.commit("A.java", "int a = 1;\nint b = 3;\n");
    code.run("update-ref", "refs/winnow/done/mutant-1", mutant);
    code.run("reset", "--quiet", "--hard", "base");
    try (StubServer server = server(verdict(VerdictKind.WINNER), mutant)) {

      Cli cli = audit(server);

      assertThat(cli.err()).contains("Task done is there already; --id NAME makes another");
      assertThat(cli.exitCode()).as(cli.err()).isZero();
      assertThat(cli.out())
          .isEqualToNormalizingNewlines(
              """
              Audit of the evaluator of small: 2 of 3 mutants of the base killed, 67 %% [21, 94]
                killed at rung test 2
                killed by operator constants 0 of 1, other 2 of 2
                drawn from 9 that the operators can make

              Survived. Look at each: some do what the base does, and no test could tell.
                A.java:2: constants (mutant-1)
                  - int b = 2;
                  + int b = 3;

              Not counted: 1 where the mutator changed nothing

              Written to %s: winnow submit of this evaluator and base carries it.
              """
                  .formatted(file));
    }
    JsonNode written = JSON.readTree(Files.readString(file));
    assertThat(written.path("killed").asInt()).isEqualTo(2);
    assertThat(written.at("/survivors/0/changes/0/line").asInt()).isEqualTo(2);
    assertThat(written.path("base").asText()).isEqualTo(code.run("rev-parse", "base"));
  }

  @Test
  void shouldStillSayWhichSurvivedWhenTheirPatchesCannotBeRead() throws IOException {
    try (StubServer server = server(verdict(VerdictKind.WINNER), "c".repeat(40))) {

      Cli cli = audit(server);

      assertThat(cli.exitCode()).as(cli.err()).isZero();
      assertThat(cli.out()).contains("  mutant-1: constants, commit cccccccccccc");
    }
  }

  @Test
  void shouldWriteNothingWhenTheAuditWasCutShort() throws IOException {
    Verdict late = verdict(VerdictKind.WINNER);
    late.setDecidedAt(Instant.parse("2026-01-02T04:00:00Z"));
    for (Verdict verdict : List.of(verdict(VerdictKind.CANCELLED), late)) {
      try (StubServer server = server(verdict, "c".repeat(40))) {

        Cli cli = audit(server);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
            .contains("the audit ended before all mutants were judged: all attempts are in")
            .contains("mend: raise budget.wallTime");
      }
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldWriteNothingWhenTheBaseItselfIsRejected() throws IOException {
    Verdict verdict = verdict(VerdictKind.NO_WINNER);
    verdict.setWarnings(List.of("the untouched base was not measured: rung test exited with 1"));
    try (StubServer server = server(verdict, "c".repeat(40))) {

      Cli cli = audit(server);

      assertThat(cli.exitCode()).isEqualTo(1);
      assertThat(cli.err())
          .contains("the mutants say nothing: the untouched base was not measured");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldSayWhyWhenNoMutantWasMade() throws IOException {
    try (StubServer server = new StubServer()) {
      answer(server, verdict(VerdictKind.NO_WINNER), JSON.createObjectNode());

      Cli cli = audit(server);

      assertThat(cli.exitCode()).isEqualTo(1);
      assertThat(cli.err()).contains("no mutant was judged").contains("--paths");
    }
  }

  private Cli audit(StubServer server, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(0, List.of("audit", spec.toString(), "--id=done", "--server=" + server.url()));
    return Cli.run(words.toArray(String[]::new));
  }

  private static Verdict verdict(VerdictKind kind) {
    Verdict verdict = Samples.without(kind, "all attempts are in");
    verdict.setTaskId("done");
    verdict.setDecidedAt(Samples.START.plusSeconds(30));
    return verdict;
  }

  /** One mutant survived, two were killed, one is none. */
  private static StubServer server(Verdict verdict, String survivor) throws IOException {
    ObjectNode json = (ObjectNode) RecordJson.of(verdict);
    ObjectNode attempts = JSON.createObjectNode();
    for (int number = 1; number <= 4; number++) {
      attempts
          .withArray("attempts")
          .addObject()
          .put("attemptId", "mutant-" + number)
          .put("clusterId", number == 4 ? null : "c" + number)
          .put("commit", survivor)
          .put("logTail", number == 1 ? "{\"operator\": \"constants\", \"of\": 9}" : "");
      if (number > 1) {
        json.withArray("rejected")
            .addObject()
            .put("attemptId", "mutant-" + number)
            .put("outcome", number == 4 ? "NO_CHANGE" : "REJECTED_BY_GATE")
            .put("reason", number == 4 ? "the agent changed nothing" : "rung test exited with 1");
      }
    }
    StubServer server = new StubServer();
    answer(server, json, attempts);
    return server;
  }

  private static void answer(StubServer server, Verdict verdict, ObjectNode attempts) {
    answer(server, (ObjectNode) RecordJson.of(verdict), attempts);
  }

  private static void answer(StubServer server, ObjectNode verdict, ObjectNode attempts) {
    server
        .with("/v1/tasks/done", Samples.taskAnswer())
        .with("/v1/tasks/done/attempts?limit=1000", attempts)
        .withEvents(StubServer.event("verdict", 1, verdict));
  }
}
