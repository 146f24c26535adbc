package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Agent;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.spec.AgentAdapter;
import dev.winnow.worker.TestOrders;
import dev.winnow.worker.order.Placeholders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptersTest {
  @TempDir Path folder;
  private final Adapters adapters = new Adapters(Prices.bundled());

  @BeforeEach
  void makeHome() throws IOException {
    Files.createDirectory(folder.resolve("home"));
  }

  @Test
  void shouldHaveAnAdapterForEveryNameOfASpec() {
    for (AgentAdapter name : AgentAdapter.values()) {
      assertThat(adapters.of(name.text()).isPresent())
          .as(name.text())
          .isEqualTo(name != AgentAdapter.MERGE);
    }
    assertThat(adapters.of("other")).isEmpty();
  }

  @Test
  void shouldGiveClaudeCodeItsLimitsAndThePromptAsInput() throws Exception {
    Launch launch = launch(agent("claude-code").setModel("{{parameters.model}}").setMaxTurns(7));

    assertThat(launch.arguments())
        .startsWith("/bin/sh", "-c", "exec \"$@\" <\"$0\"", promptFile(), "claude", "--print")
        .containsSequence("--model", "m1")
        .containsSequence("--max-turns", "7")
        .containsSequence("--max-budget-usd", "1")
        .containsSequence("--permission-mode", "bypassPermissions")
        .endsWith("--extra", "x m1");
    assertThat(launch.environment()).containsEntry("IS_SANDBOX", "1");
  }

  @Test
  void shouldRunAnotherProgramInPlaceOfTheToolWhenTheSpecNamesOne() throws Exception {
    Launch launch = launch(agent("codex").setCommand(List.of("node", "cli.js")));

    assertThat(launch.arguments()).containsSequence("node", "cli.js", "exec", "--json");
    assertThat(launch.arguments()).endsWith("-");
  }

  @Test
  void shouldGiveCodexTheGeneralKeyWhenItHasNoneOfItsOwn() throws Exception {
    assertThat(launch(agent("codex").setEnvironment(Map.of("OPENAI_API_KEY", "k"))).environment())
        .containsEntry("CODEX_API_KEY", "k");
    assertThat(
            launch(
                    agent("codex")
                        .setEnvironment(Map.of("OPENAI_API_KEY", "k", "CODEX_API_KEY", "own")))
                .environment())
        .containsEntry("CODEX_API_KEY", "own");
  }

  @Test
  void shouldWriteTheSettingsOfGeminiIntoItsHome() throws Exception {
    launch(agent("gemini-cli").setMaxTurns(5).setEnvironment(Map.of("GEMINI_API_KEY", "k")));

    String settings = Files.readString(folder.resolve("home/.gemini/settings.json"));
    assertThat(new ObjectMapper().readTree(settings).at("/model/maxSessionTurns").asInt())
        .isEqualTo(5);
    assertThat(settings).contains("gemini-api-key").doesNotContain("\"k\"");
  }

  @Test
  void shouldKeepTheConfigurationOfOpenCodeWhenTheSpecHasOne() throws Exception {
    Launch launch =
        launch(
            agent("opencode")
                .setEnvironment(Map.of("OPENCODE_CONFIG_CONTENT", "{\"share\": \"manual\"}")));

    assertThat(launch.environment().get("OPENCODE_CONFIG_CONTENT"))
        .contains("\"share\":\"manual\"", "\"task\":\"deny\"");
    assertThatThrownBy(
            () -> launch(agent("opencode").setEnvironment(Map.of("OPENCODE_CONFIG_CONTENT", "[]"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("agent.environment.OPENCODE_CONFIG_CONTENT is no JSON object");
  }

  @Test
  void shouldNameTheProvidersHostUnlessTheSpecHasAnother() {
    assertThat(adapters.of("claude-code").orElseThrow().hosts(agent("claude-code").build()))
        .containsExactly("api.anthropic.com");
    assertThat(
            adapters
                .of("claude-code")
                .orElseThrow()
                .hosts(
                    agent("claude-code")
                        .setEnvironment(Map.of("ANTHROPIC_BASE_URL", "https://gate.example/v1"))
                        .build()))
        .containsExactly("gate.example");
    assertThat(
            adapters.of("aider").orElseThrow().hosts(agent("aider").setModel("gemini/x").build()))
        .containsExactly("generativelanguage.googleapis.com");
    assertThat(adapters.of("sweep").orElseThrow().hosts(agent("sweep").build())).isEmpty();
  }

  @Test
  void shouldReachItsHostsUnlessTheSpecNamesSome() {
    Adapter codex = adapters.of("codex").orElseThrow();
    Bounds own = Bounds.newBuilder().setNetwork(List.of("*")).build();
    Bounds memory = Bounds.newBuilder().setMemory(5L).build();

    assertThat(codex.bounds(agent("codex").build()).orElseThrow().getNetwork())
        .containsExactly("api.openai.com");
    assertThat(codex.bounds(agent("codex").setBounds(own).build())).contains(own);
    Bounds both = codex.bounds(agent("codex").setBounds(memory).build()).orElseThrow();
    assertThat(both.getNetwork()).containsExactly("api.openai.com");
    assertThat(both.getMemory()).contains(5L);
    assertThat(adapters.of("command").orElseThrow().bounds(agent("command").build())).isEmpty();
  }

  private Launch launch(Agent.Builder agent) throws Exception {
    AttemptOrder order =
        TestOrders.attempt(new Repository("/r", "b".repeat(40), "/r"), "")
            .setAgent(agent.build())
            .build();
    return adapters
        .of(order.getAgent().getAdapter())
        .orElseThrow()
        .launch(
            new AgentRun(
                order,
                new Placeholders().withAll("parameters", Map.of("model", "m1")),
                Map.of("HOME", folder.resolve("home").toString()),
                Path.of(promptFile()),
                folder.resolve("report.json")));
  }

  private String promptFile() {
    return folder.resolve("prompt.txt").toString();
  }

  private static Agent.Builder agent(String adapter) {
    return Agent.newBuilder()
        .setAdapter(adapter)
        .setCommand(List.of())
        .setArguments(List.of("--extra", "x {{parameters.model}}"))
        .setTimeoutMs(1000)
        .setMaxCost(new BigDecimal("1.000000"));
  }
}
