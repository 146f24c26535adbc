package dev.winnow.local.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalStack;
import dev.winnow.producers.client.Server;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tools themselves, as npm has them, against a model that answers by a script: from the spec to
 * the board. Each is left out where it is not installed, which docs/agents.md says how to mend.
 */
class RealAgentsIT {
  private static final List<String> EDITS = List.of("echo 42 >value.txt", "echo more >>value.txt");

  @TempDir static Path folder;
  private static LocalStack stack;
  private static Path repository;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(List.of(RealAgent.values()))
        .as("no tool is installed: see docs/agents.md")
        .anyMatch(agent -> agent.program().isPresent());
    repository = folder.resolve("repository");
    makeRepository();
    stack = LocalStack.start(new LocalConfig(folder.resolve("data"), 2, 0, 2), part -> {});
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @ParameterizedTest
  @EnumSource(RealAgent.class)
  void shouldHaveOnTheBoardWhatTheModelServerCountedWhenAToolEditsAFile(RealAgent agent)
      throws Exception {
    assumeThat(agent.program()).as(agent + " is not installed: see docs/agents.md").isPresent();
    try (ScriptedModelServer model = ScriptedModelServer.start(EDITS)) {
      JsonNode verdict =
          run(agent.name().toLowerCase(Locale.ROOT).replace('_', '-'), agent, model, "1.00");

      assertThat(verdict.at("/kind").asText()).as(verdict.toPrettyString()).isEqualTo("WINNER");
      assertThat(model.served()).as("unknown: " + model.unknown()).hasSize(3);
      BigDecimal counted = agent.cost(model.served());
      assertThat(verdict.at("/kept/0/cost").decimalValue()).isEqualByComparingTo(counted);
      assertThat(verdict.at("/spend/money").decimalValue()).isEqualByComparingTo(counted);
      String commit = verdict.at("/kept/0/commit").asText();
      assertThat(git("show", commit + ":value.txt")).isEqualTo("42\nmore\n");
      assertThat(git("show", "--format=%b", "--no-patch", commit)).contains(ModelApi.LAST_WORD);
      assertThat(git("show", "--name-only", "--format=", commit)).isEqualTo("value.txt\n");
    }
  }

  @ParameterizedTest
  @EnumSource(RealAgent.class)
  void shouldStopAndSettleWhatWasCountedWhenAToolReachesItsReservation(RealAgent agent)
      throws Exception {
    assumeThat(agent.program()).as(agent + " is not installed: see docs/agents.md").isPresent();
    List<String> endless =
        IntStream.range(0, 200).mapToObj(i -> "sleep 0.3; echo " + i + " >>value.txt").toList();
    try (ScriptedModelServer model = ScriptedModelServer.start(endless)) {
      JsonNode verdict =
          run(
              "stopped-" + agent.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              agent,
              model,
              "0.01");

      assertThat(verdict.at("/attemptsByOutcome/AGENT_FAILED").asInt())
          .as(verdict.toPrettyString())
          .isEqualTo(1);
      assertThat(verdict.at("/rejected/0/reason").asText())
          .startsWith("stopped at its reservation: it has cost $0.01")
          .endsWith(" of $0.010000");
      BigDecimal spent = verdict.at("/spend/money").decimalValue();
      BigDecimal counted = agent.cost(model.served());
      // One answer may have been under way when it was stopped.
      BigDecimal most = agent.cost(model.served().subList(0, model.served().size() - 1));
      assertThat(spent)
          .isBetween(most.min(counted), counted)
          .isGreaterThanOrEqualTo(new BigDecimal("0.01"));
      assertThat(model.served().size()).isLessThan(endless.size());
      assertThat(verdict.at("/spend/reserved").decimalValue()).isEqualByComparingTo("0");
    }
  }

  private static JsonNode run(String id, RealAgent agent, ScriptedModelServer model, String maxCost)
      throws Exception {
    String spec =
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: %s
        repository: {url: %s, base: %s}
        prompt: Write 42 into value.txt.
        variants: [{name: only}]
        agent: %s
        evaluator:
          rungs:
            - {name: lines, command: [sh, -c, 'echo "{\\"lines\\": $(wc -l <value.txt)}"'], timeout: 30s, metrics: {from: stdout}}
        objectives: [{metric: lines, goal: maximize, exact: true}]
        budget: {money: 3, wallTime: 10m}
        """
            .formatted(
                id, repository, git("rev-parse", "HEAD").strip(), agent.spec(model.url(), maxCost));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stack.connection().server() + "/v1/tasks"))
                    .POST(HttpRequest.BodyPublishers.ofString(spec))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    Server server = new Server(stack.connection().server());
    return await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> server.verdict(id), Optional::isPresent)
        .orElseThrow();
  }

  private static void makeRepository() throws Exception {
    Files.createDirectories(repository);
    Files.writeString(repository.resolve("value.txt"), "1\n");
    git("init", "--quiet", "--initial-branch=main");
    git("add", "--all");
    git("-c", "user.name=t", "-c", "user.email=t@t.invalid", "commit", "--quiet", "-mbase");
  }

  private static String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
