package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Server;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contests over the whole local stack: real broker, registry, streams, worker, git and processes.
 */
class LocalStackIT {
  @TempDir static Path folder;
  private static LocalStack stack;
  private static Path repository;
  private static String base;

  @BeforeAll
  static void start() throws Exception {
    repository = folder.resolve("repository");
    base = SmallContest.repository(repository);
    stack = LocalStack.start(new LocalConfig(folder.resolve("data"), 2, 0, 2), part -> {});
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void shouldReachTheSameVerdictWhenATaskComesByHttpByCommandAndByAPlainProducer()
      throws Exception {
    postSpec("by-http");
    runSubmit("by-command");
    produce("by-producer");

    List<JsonNode> verdicts = new ArrayList<>();
    for (String taskId : List.of("by-http", "by-command", "by-producer")) {
      verdicts.add(verdict(taskId));
    }

    JsonNode first = verdicts.get(0);
    assertThat(first.at("/kind").asText()).isEqualTo("WINNER");
    assertThat(first.at("/kept/0/variant").asText()).isEqualTo("two");
    assertThat(first.at("/kept/1/variant").asText()).isEqualTo("four");
    assertThat(first.at("/attemptsByOutcome/SUCCEEDED").asInt()).isEqualTo(5);
    assertThat(first.at("/attemptsByOutcome/REJECTED_BY_GATE").asInt()).isEqualTo(1);
    assertThat(first.at("/duplicates").asInt()).isEqualTo(1);
    assertThat(first.at("/spend/money").decimalValue()).isEqualByComparingTo("0.12");
    assertThat(first.at("/spend/reserved").decimalValue()).isEqualByComparingTo("0");
    for (JsonNode verdict : verdicts) {
      for (String same :
          List.of("/kind", "/attemptsByOutcome", "/duplicates", "/evaluations", "/spend/money")) {
        assertThat(verdict.at(same)).as(same).isEqualTo(first.at(same));
      }
      assertThat(verdict.at("/kept/0/commit").asText()).hasSize(40);
      assertThat(verdict.at("/kept/0/clusterId")).isEqualTo(first.at("/kept/0/clusterId"));
      assertThat(verdict.at("/rejected/0/variant").asText()).isEqualTo("bad");
    }
  }

  @Test
  void shouldStopTheAgentAndDecideWhenATaskIsCancelled() throws Exception {
    submit("cancelled", "600");
    Server server = new Server(stack.connection().server());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> sleepers() >= 1 && issued(server, "cancelled") >= 1);

    assertThat(tell("cancel", "cancelled")).isZero();

    assertThat(verdict("cancelled").at("/kind").asText()).isEqualTo("CANCELLED");
    await().atMost(Duration.ofSeconds(30)).until(() -> sleepers() == 0);
    assertThat(tell("pause", "cancelled")).isOne();
  }

  @Test
  void shouldRunNoAgentAndReachAnotherVerdictWhenATaskIsRegraded() throws Exception {
    submit("regraded", "0");
    JsonNode first = verdict("regraded");
    Path spec = folder.resolve("regraded-again.yaml");
    Files.writeString(
        spec,
        SmallContest.spec("regraded", repository, base, "0")
            .replace("speed\\\": $(cat value.txt)", "speed\\\": $((100 - $(cat value.txt)))"));

    assertThat(tell("regrade", "regraded", "--spec=" + spec)).isZero();

    Server server = new Server(stack.connection().server());
    JsonNode second =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> server.verdict("regraded").orElseThrow(),
                verdict -> verdict.at("/grade").asInt() == 2);
    assertThat(first.at("/kept/0/variant").asText()).isEqualTo("two");
    assertThat(second.at("/kept/0/variant").asText()).isEqualTo("one");
    assertThat(second.at("/attemptsRun")).isEqualTo(first.at("/attemptsRun"));
    assertThat(second.at("/spend/money")).isEqualTo(first.at("/spend/money"));
  }

  @Test
  void shouldPutFirstWhomTheJudgePrefersWhenNothingMeasuredSetsThemApart() throws Exception {
    Path spec = folder.resolve("judged.yaml");
    // All are as fast, so the one that costs no more and comes first would be first.
    Files.writeString(
        spec,
        SmallContest.spec("judged", repository, base, "0")
                .replace("speed\\\": $(cat value.txt)", "speed\\\": 1")
                .replace("goal: maximize}", "goal: maximize, exact: true}")
            + """
            judge:
              command: [sh, -c, 'test "$(cat base/value.txt)" = 1 && test ! -e a/.git || exit 1; if [ "$(cat a/value.txt)" -gt "$(cat b/value.txt)" ]; then p=a; else p=b; fi; echo "{\\"preferred\\": \\"$p\\", \\"cost\\": 0.001}"']
              timeout: 30s
              maxCost: 0.002
            """);
    assertThat(tell("submit", spec.toString(), "--no-run")).isZero();

    JsonNode verdict = verdict("judged");

    assertThat(verdict.at("/kind").asText()).isEqualTo("TIE_SET");
    assertThat(verdict.at("/tieSet")).hasSize(3);
    assertThat(verdict.at("/kept/0/variant").asText()).isEqualTo("two");
    assertThat(verdict.at("/judging/first")).isEqualTo(verdict.at("/kept/0/clusterId"));
    assertThat(verdict.at("/judging/opinions"))
        .extracting(opinion -> opinion.at("/variant").asText())
        .containsExactly("two", "four", "three", "one");
    assertThat(verdict.at("/judging/counted").asInt()).isEqualTo(12);
    assertThat(verdict.at("/judging/flipped").asInt()).isZero();
    // Six attempts at 0.02 each, twelve votes at 0.001.
    assertThat(verdict.at("/spend/money").decimalValue()).isEqualByComparingTo("0.132");
    assertThat(verdict.at("/spend/reserved").decimalValue()).isEqualByComparingTo("0");
    assertThat(tell("verdict", "judged")).isZero();
    assertThat(tell("board", "judged")).isZero();
  }

  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").endsWith("sleep 600"))
        .count();
  }

  private static int issued(Server server, String taskId) {
    return server.task(taskId).map(task -> task.at("/contest/attemptsIssued").asInt()).orElse(0);
  }

  private static void submit(String id, String pause) throws Exception {
    Path spec = folder.resolve(id + ".yaml");
    Files.writeString(spec, SmallContest.spec(id, repository, base, pause));
    assertThat(tell("submit", spec.toString(), "--no-run")).isZero();
  }

  private static int tell(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--bootstrap-servers=" + stack.connection().bootstrapServers());
    arguments.add("--registry=" + stack.connection().registry());
    arguments.add("--server=" + stack.connection().server());
    return WinnowMain.commandLine().execute(arguments.toArray(String[]::new));
  }

  @Test
  void shouldRefuseASecondStackWhenTheFolderIsInUse() {
    assertThatThrownBy(
            () -> LocalStack.start(new LocalConfig(folder.resolve("data"), 2, 0, 1), part -> {}))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("another winnow process works in");
  }

  private static JsonNode verdict(String taskId) {
    Server server = new Server(stack.connection().server());
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> server.verdict(taskId), Optional::isPresent)
        .orElseThrow();
  }

  private static void postSpec(String id) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stack.connection().server() + "/v1/tasks"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            SmallContest.spec(id, repository, base, "0")))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static void runSubmit(String id) throws Exception {
    Path spec = folder.resolve(id + ".yaml");
    // By its name: the command resolves it to the commit.
    Files.writeString(spec, SmallContest.spec(id, repository, "main", "0"));
    int exit =
        WinnowMain.commandLine()
            .execute(
                "submit",
                spec.toString(),
                "--bootstrap-servers=" + stack.connection().bootstrapServers(),
                "--registry=" + stack.connection().registry(),
                "--server=" + stack.connection().server());
    assertThat(exit).isZero();
  }

  private static void produce(String id) throws Exception {
    Task task =
        ((Parsed.Valid) TaskSpec.parse(SmallContest.spec(id, repository, base, "0"))).task();
    Topics topics =
        new Topics(
            new RegistryClient(
                RegistryConfig.of(Map.of(RegistryConfig.URL, stack.connection().registry()))));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack.connection().bootstrapServers()),
            topics.tasks().key().serializer(),
            topics.tasks().value().serializer())) {
      producer.send(new ProducerRecord<>(topics.tasks().name(), id, task)).get();
    }
  }
}
