package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.schemas.spec.TaskRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of what is believed and remembered of a tool: at it, and one past it. */
class MeterLimitsTest {
  private static final int LONGEST_LINE = 16 << 20;
  private static final String USAGE =
      "{\"type\":\"token_usage_record\",\"payload\":{\"turn_token_usage\":"
          + "{\"input_tokens\":1000000,\"output_tokens\":0}}}";

  private final Prices prices = Prices.bundled();
  @TempDir private Path home;

  @Test
  void shouldReadALineOf16MiBAndPassOverALonger() {
    String line = "{\"type\":\"result\",\"total_cost_usd\":1.5}";
    String longest = " ".repeat(LONGEST_LINE - line.length());
    Meter meter = new ClaudeCodeMeter(prices);

    Recorded.print(meter, List.of(line + longest + " "));
    assertThat(meter.cost()).isEmpty();

    Recorded.print(meter, List.of(line + longest));
    assertThat(meter.cost()).contains(new BigDecimal("1.500000"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "-0.000001, false",
    "10000, true",
    "10000.000001, false",
    "1e-100, true",
    "1e-101, false",
  })
  void shouldTakeNoSumThatARunCannotCost(String sum, boolean isTaken) {
    assertThat(
            JsonLinesMeter.money(
                JsonNodeFactory.withExactBigDecimals(true).numberNode(new BigDecimal(sum))))
        .isEqualTo(Optional.of(new BigDecimal(sum)).filter(any -> isTaken));
  }

  @ParameterizedTest
  @CsvSource({"1000000000000, 1000000000000", "1000000000001, 1000000000000", "-1, 0"})
  void shouldCountNoMoreTokensThanARunCanTake(long told, long counted) {
    assertThat(new Tokens(told, told, told, told))
        .isEqualTo(new Tokens(counted, counted, counted, counted));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "1001, 1000"})
  void shouldReadAThousandSessionsAndNoMore(int sessions, int read) {
    for (int i = 0; i < sessions; i++) {
      Recorded.write(home.resolve("sessions/rollout-%04d.jsonl".formatted(i)), List.of(USAGE));
    }
    Meter meter = codex();
    meter.poll();
    meter.poll();

    assertThat(meter.tokens().get("gpt-5.1-codex").input()).isEqualTo(read * 1_000_000L);
  }

  @ParameterizedTest
  @CsvSource({"a/b/c/d/e/f/g, true", "a/b/c/d/e/f/g/h, false"})
  void shouldLookEightLevelsDeepForSessions(String folder, boolean isRead) {
    Recorded.write(home.resolve("sessions/" + folder + "/rollout-1.jsonl"), List.of(USAGE));
    Meter meter = codex();
    meter.poll();

    assertThat(meter.tokens().isEmpty()).isNotEqualTo(isRead);
  }

  @Test
  void shouldTellTheNamesOfAThousandModelsAndSumUpTheOthers() {
    Figures figures = new Figures(prices);
    for (int i = 0; i < 1_000; i++) {
      figures.put("key" + i, "model" + i, Tokens.NONE, Optional.of(BigDecimal.ONE));
    }
    assertThat(figures.byModel()).hasSize(1_000).doesNotContainKey("");

    figures.put("more", "one-more", new Tokens(1, 0, 0, 0), Optional.of(BigDecimal.ONE));

    assertThat(figures.byModel()).doesNotContainKey("one-more").containsKey("");
    assertThat(figures.cost()).contains(new BigDecimal("1001.000000"));
  }

  @Test
  void shouldBookNoMoreThanAResultMaySay() {
    Figures figures = new Figures(prices);
    figures.put("first", "model", Tokens.NONE, Optional.of(TaskRules.MOST_COST));
    assertThat(figures.cost()).contains(new BigDecimal("10000.000000"));

    figures.put("more", "model", Tokens.NONE, Optional.of(new BigDecimal("0.000001")));

    assertThat(figures.cost()).contains(new BigDecimal("10000.000000"));
  }

  @Test
  void shouldReadOnlyTheFirst256MiBOfAllFiles() throws IOException {
    Path session = home.resolve("sessions/rollout-1.jsonl");
    Recorded.write(session, List.of());
    String line = "\n" + USAGE + "\n";
    long most = 256L << 20;
    try (var file = Files.newByteChannel(session, StandardOpenOption.WRITE)) {
      // A hole before it: no line is so long, so it is passed over.
      file.position(most - line.length());
      file.write(ByteBuffer.wrap((line + line).getBytes(StandardCharsets.US_ASCII)));
    }
    Meter meter = codex();
    meter.poll();

    assertThat(meter.tokens().get("gpt-5.1-codex").input()).isEqualTo(1_000_000L);
  }

  private Meter codex() {
    return new CodexMeter(
        prices,
        "gpt-5.1-codex",
        new GrowingFiles(
            home, home.resolve("sessions"), file -> file.toString().endsWith(".jsonl")));
  }
}
