package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three answers: 3030 tokens sent, 603 more from the cache, 153 made, 30 of them only thought. */
class MetersTest {
  private static final Tokens ALL = new Tokens(3030, 603, 0, 153);

  @TempDir Path home;
  private final Prices prices = Prices.bundled();

  @Test
  void shouldBookWhatClaudeCodeSaysWhenItsSessionEnds() {
    Meter meter = new ClaudeCodeMeter(prices);
    Recorded.print(meter, Recorded.lines("claude-code.jsonl"));

    assertThat(meter.cost()).contains(new BigDecimal("0.011566"));
    assertThat(meter.tokens()).isEqualTo(Map.of("claude-sonnet-4-5", ALL));
    assertThat(meter.lastWord()).contains("Done: the file holds what was asked for.");
    assertThat(meter.failure()).isEmpty();
  }

  @Test
  void shouldCountTheAnswersOfClaudeCodeWhenItsSessionHasNotEnded() {
    Meter meter = new ClaudeCodeMeter(prices);
    List<String> lines = Recorded.lines("claude-code.jsonl");
    Recorded.print(meter, lines.subList(0, lines.size() - 1));

    assertThat(meter.tokens()).isEqualTo(Map.of("claude-sonnet-4-5", ALL));
    assertThat(meter.cost()).contains(new BigDecimal("0.011566"));
  }

  @Test
  void shouldTellWhyClaudeCodeFailedWhenItReachesItsLimitOfTurns() {
    Meter meter = new ClaudeCodeMeter(prices);
    Recorded.print(
        meter,
        List.of(
            "{\"type\":\"result\",\"subtype\":\"error_max_turns\",\"is_error\":true,"
                + "\"total_cost_usd\":0.00381}"));

    assertThat(meter.failure()).contains("max turns");
    assertThat(meter.cost()).contains(new BigDecimal("0.003810"));
  }

  @Test
  void shouldPriceTheTokensOfCodexWhenItsTurnIsCompleted() {
    Meter meter = codex("gpt-5.1-codex");
    Recorded.print(meter, Recorded.lines("codex.jsonl"));

    assertThat(meter.tokens()).isEqualTo(Map.of("gpt-5.1-codex", ALL));
    assertThat(meter.cost()).contains(new BigDecimal("0.005393"));
    assertThat(meter.lastWord()).contains("Done: the file holds what was asked for.");
  }

  @Test
  void shouldReadTheSessionsOfCodexWhenItsTurnIsNotCompleted() {
    Meter meter = codex("");
    List<String> rollout = Recorded.lines("codex-rollout.jsonl");
    int first = indexOf(rollout, "token_usage_record");
    Path file = home.resolve("sessions/2026/11/29/rollout-1.jsonl");
    Recorded.write(file, rollout.subList(0, first + 1));
    meter.poll();
    Tokens begun = meter.tokens().get("gpt-5.1-codex");
    Recorded.write(file, rollout);
    meter.poll();

    assertThat(begun).isEqualTo(new Tokens(1000, 200, 0, 50));
    assertThat(meter.tokens()).isEqualTo(Map.of("gpt-5.1-codex", ALL));
    assertThat(meter.cost()).contains(new BigDecimal("0.005393"));
  }

  @Test
  void shouldAddTheThreadsOfCodexWhenItHasSubagents() {
    Meter meter = codex("");
    Recorded.write(home.resolve("sessions/rollout-1.jsonl"), Recorded.lines("codex-rollout.jsonl"));
    Recorded.write(home.resolve("sessions/rollout-2.jsonl"), Recorded.lines("codex-rollout.jsonl"));
    Recorded.print(meter, Recorded.lines("codex.jsonl"));
    meter.poll();

    assertThat(meter.cost()).contains(new BigDecimal("0.010786"));
  }

  @Test
  void shouldNotKnowTheCostWhenAModelHasNoPrice() {
    Meter meter = codex("a-model-of-tomorrow");
    Recorded.print(meter, Recorded.lines("codex.jsonl"));

    assertThat(meter.cost()).isEmpty();
    assertThat(meter.unpriced()).containsExactly("a-model-of-tomorrow");
    assertThat(meter.reaches(new BigDecimal("0.000001"))).isFalse();
  }

  @Test
  void shouldPayForWhatGeminiThoughtWhenItsSessionEnds() {
    Meter meter = gemini();
    Recorded.print(meter, Recorded.lines("gemini-cli.jsonl"));

    assertThat(meter.tokens()).isEqualTo(Map.of("gemini-2.5-pro", ALL));
    assertThat(meter.cost()).contains(new BigDecimal("0.005393"));
    assertThat(meter.lastWord()).contains("Done: the file holds what was asked for.");
  }

  @Test
  void shouldCountAnAnswerOfGeminiOnceWhenItIsWrittenAgainWithItsTools() {
    Meter meter = gemini();
    Recorded.write(
        home.resolve("tmp/checkout/chats/session-1.jsonl"),
        Recorded.lines("gemini-cli-chat.jsonl"));
    meter.poll();
    meter.poll();

    assertThat(meter.tokens()).isEqualTo(Map.of("gemini-2.5-pro", ALL));
  }

  @Test
  void shouldAddTheStepsOfOpenCodeWhenItTellsTheirCost() {
    Meter meter = new OpenCodeMeter(prices, "scripted/m1");
    Recorded.print(meter, Recorded.lines("opencode.jsonl"));

    assertThat(meter.tokens()).isEqualTo(Map.of("scripted/m1", ALL));
    assertThat(meter.cost()).contains(new BigDecimal("0.003638"));
    assertThat(meter.lastWord()).contains("Done: the file holds what was asked for.");
  }

  @Test
  void shouldAddTheMessagesOfAiderWhenItsLogHasThem() {
    Path log = home.resolve("aider-analytics.jsonl");
    Meter meter = new AiderMeter(prices, "claude-x", new GrowingFiles(home, home, log::equals));
    Recorded.write(log, Recorded.lines("aider-analytics.jsonl"));
    meter.poll();

    assertThat(meter.cost()).contains(new BigDecimal("0.008748"));
    assertThat(meter.tokens()).isEqualTo(Map.of("claude-x", new Tokens(2411, 0, 0, 101)));
  }

  @Test
  void shouldNotBecomeCheaperWhenAnotherResultIsPrinted() {
    Meter meter = new ClaudeCodeMeter(prices);
    List<String> lines = Recorded.lines("claude-code.jsonl");
    String cheap = "{\"type\":\"result\",\"modelUsage\":{\"%s\":{\"costUSD\":0.000001}}}";
    Recorded.print(meter, lines.subList(0, lines.size() - 1));
    Recorded.print(meter, List.of(cheap.formatted("claude-sonnet-4-5"), cheap.formatted("x")));
    assertThat(meter.cost()).contains(new BigDecimal("0.011566"));

    Recorded.print(meter, List.of(cheap.formatted("y").replace("0.000001", "0.5")));
    assertThat(meter.cost()).contains(new BigDecimal("0.500002"));
  }

  @Test
  void shouldRefuseSumsThatNobodyPays() {
    Meter meter = new ClaudeCodeMeter(prices);
    String result = "{\"type\":\"result\",\"total_cost_usd\":%s}";
    for (String sum : List.of("1e600000000", "1e-600000000", "10001", "-1")) {
      Recorded.print(meter, List.of(result.formatted(sum)));
    }
    assertThat(meter.cost()).isEmpty();

    Recorded.print(meter, List.of(result.formatted("1.25e1")));
    assertThat(meter.cost()).contains(new BigDecimal("12.500000"));
  }

  @Test
  void shouldKeepTheSumOfMoreFiguresThanItKeeps() {
    Figures figures = new Figures(prices);
    for (int i = 0; i < 30_000; i++) {
      figures.put("id" + i, "m" + i, Tokens.NONE, Optional.of(new BigDecimal("0.01")));
    }
    assertThat(figures.cost()).contains(new BigDecimal("300.000000"));
    assertThat(figures.byModel()).hasSizeLessThanOrEqualTo(1_001);
  }

  @Test
  void shouldNotReadTheSessionsOfAnotherHomeWhenALinkIsInItsPlace() throws IOException {
    Path sandbox = Files.createDirectory(home.resolve("sandbox"));
    Path other = home.resolve("other");
    Recorded.write(other.resolve("s/rollout-1.jsonl"), Recorded.lines("codex-rollout.jsonl"));
    Files.createSymbolicLink(sandbox.resolve("home"), other);
    Meter meter =
        new CodexMeter(
            prices, "", new GrowingFiles(sandbox, sandbox.resolve("home/s"), file -> true));
    meter.poll();

    assertThat(meter.tokens()).isEmpty();
  }

  @Test
  void shouldNotReadTheReportOfAnotherRunWhenALinkLeadsThere() throws IOException {
    Path sandbox = Files.createDirectory(home.resolve("sandbox"));
    Path report = sandbox.resolve("out/report.json");
    Recorded.write(report, List.of("{\"cost\": 1}"));
    Meter meter = new ReportMeter(report, sandbox);
    meter.poll();
    Files.move(report.getParent(), home.resolve("moved"));
    Recorded.write(home.resolve("moved/report.json"), List.of("{\"cost\": 2}"));
    Files.createSymbolicLink(report.getParent(), home.resolve("moved"));
    meter.poll();

    assertThat(meter.cost()).contains(new BigDecimal("1.000000"));
  }

  @Test
  void shouldHaveReachedWhatIsReservedWhenTheCostIsAsMuch() {
    Meter meter = codex("gpt-5.1-codex");
    Recorded.print(meter, Recorded.lines("codex.jsonl"));

    assertThat(meter.reaches(new BigDecimal("0.005393"))).isTrue();
    assertThat(meter.reaches(new BigDecimal("0.005394"))).isFalse();
  }

  @Test
  void shouldCountNothingWhenWhatIsPrintedMakesNoSense() {
    Meter meter = new ClaudeCodeMeter(prices);
    Recorded.print(meter, List.of("{", "[]", "text", "{\"type\":\"result\"}", "{\"type\":7}"));

    assertThat(meter.cost()).isEmpty();
    assertThat(meter.tokens()).isEmpty();
  }

  private Meter codex(String model) {
    return new CodexMeter(
        prices,
        model,
        new GrowingFiles(
            home,
            home.resolve("sessions"),
            file -> file.getFileName().toString().startsWith("rollout-")));
  }

  private Meter gemini() {
    return new GeminiCliMeter(
        prices,
        new GrowingFiles(home, home.resolve("tmp"), file -> file.toString().endsWith(".jsonl")));
  }

  private static int indexOf(List<String> lines, String text) {
    return lines.indexOf(lines.stream().filter(each -> each.contains(text)).findFirst().get());
  }
}
