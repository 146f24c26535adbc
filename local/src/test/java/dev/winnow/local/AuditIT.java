package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.producers.client.Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From mutants of a base to a verdict that says how many were rejected, over the local stack. */
class AuditIT {

  /** Two lines can be mutated: a test is for the first one, and nobody looks at the second. */
  private static final String CODE =
      """
      class Value {
        int seen = 7;
        int unseen = 9;
      }
      """;

  @TempDir private Path folder;
  private LocalStack stack;

  private record Ran(int exit, String output) {}

  @Test
  void shouldSayInTheVerdictHowManyMutantsTheEvaluatorRejected() throws Exception {
    Path repository = folder.resolve("repository");
    Files.createDirectories(repository.resolve("src/test"));
    Files.writeString(repository.resolve("Value.java"), CODE);
    Files.writeString(repository.resolve("src/test/Other.java"), "class Other { int a = 1; }");
    Files.writeString(repository.resolve("test.sh"), "grep -q 'seen = 7;' Value.java\n");
    Files.writeString(repository.resolve("Safe.java"), "class Safe { int a = 1; }");
    SmallContest.repository(repository);
    Path spec = Files.writeString(folder.resolve("task.yaml"), spec(repository));

    try (LocalStack started =
        LocalStack.start(new LocalConfig(folder.resolve("data"), 2, 0, 2), part -> {})) {
      stack = started;
      Ran own = tell("audit", spec.toString(), "--mutants=3");
      assertThat(own.exit()).as(own.output()).isZero();
      assertThat(own.output())
          .contains("1 of 2 mutants of the base killed, 50 % [9, 91]")
          .contains("killed at rung test 1, value 0")
          .contains("Value.java:3: constants")
          .contains("    + int unseen = 10;")
          .contains("Not counted: 1 where the mutator changed nothing");

      Ran command =
          tell(
              "audit",
              spec.toString(),
              "--mutants=2",
              "--mutator=echo $WINNOW_MUTANT/$WINNOW_SEED >>value.txt",
              "--seed=4",
              "--out=" + folder.resolve("other.json"));
      assertThat(command.exit()).as(command.output()).isZero();
      assertThat(command.output())
          .contains("0 of 2 mutants of the base killed, 0 % [0, 66]")
          .contains("    + 2/4");

      assertThat(tell("submit", spec.toString()).exit()).isZero();
      JsonNode verdict = verdict("audited");
      assertThat(verdict.at("/audit/killed").asInt()).as(verdict.toPrettyString()).isEqualTo(1);
      assertThat(verdict.at("/audit/mutants").asInt()).isEqualTo(2);
      assertThat(tell("verdict", "audited").output())
          .contains("audited: 1 of 2 mutants of the base killed");
    }
    JsonNode written = new ObjectMapper().readTree(folder.resolve("task.audit.json").toFile());
    assertThat(written.at("/survivors/0/changes/0/file").asText()).isEqualTo("Value.java");
  }

  private static String spec(Path repository) {
    return """
        apiVersion: winnow.dev/v1
        kind: Task
        id: audited
        repository: {url: %s, base: main}
        variants: [{name: only}]
        agent: {command: [sh, -c, 'echo 2 >value.txt'], timeout: 60s}
        evaluator:
          protected: [Safe.java]
          rungs:
            - {name: test, command: [sh, test.sh], timeout: 30s}
            - {name: value, command: [sh, -c, 'echo "{\\"value\\": $(wc -l <value.txt)}"'], timeout: 30s, metrics: {from: stdout}}
        objectives: [{metric: value, goal: maximize, exact: true}]
        budget: {wallTime: 10m, concurrent: 2}
        """
        .formatted(repository);
  }

  private JsonNode verdict(String task) {
    Server server = new Server(stack.connection().server());
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> server.verdict(task), Optional::isPresent)
        .orElseThrow();
  }

  private Ran tell(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--bootstrap-servers=" + stack.connection().bootstrapServers());
    arguments.add("--registry=" + stack.connection().registry());
    arguments.add("--server=" + stack.connection().server());
    StringWriter output = new StringWriter();
    CommandLine command = WinnowMain.commandLine();
    command.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
    int exit = command.execute(arguments.toArray(String[]::new));
    return new Ran(exit, output.toString());
  }
}
