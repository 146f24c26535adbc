package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** A tool may print anything, and a model may make it do so: sums stay sums that a run can cost. */
class MeterProperties {
  private static final BigDecimal MOST = new BigDecimal("1000000");
  private static final Prices PRICES = Prices.bundled();
  private static final List<Function<GrowingFiles, Meter>> READERS =
      List.of(
          files -> new CodexMeter(PRICES, "", files),
          files -> new CodexMeter(PRICES, "gpt-5.1-codex", files),
          files -> new GeminiCliMeter(PRICES, files),
          files -> new AiderMeter(PRICES, "claude-sonnet-4-5", files));
  private static final List<String> RECORDED =
      Stream.of(
              "claude-code.jsonl",
              "codex.jsonl",
              "codex-rollout.jsonl",
              "gemini-cli.jsonl",
              "gemini-cli-chat.jsonl",
              "opencode.jsonl",
              "aider-analytics.jsonl")
          .flatMap(file -> Recorded.lines(file).stream())
          .toList();
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0.5",
          "1e600000000",
          "-1e-600000000",
          "9223372036854775807",
          "9223372036854775808",
          "1e308",
          "NaN",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[[{}]]",
          "{\"a\":1}",
          "\"" + "x".repeat(5_000) + "\"");

  @Property(
      tries = 300,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldTellASumThatARunCanCostOrNoneWhenLinesAreSpoilt(@ForAll("lines") List<String> lines) {
    List<Meter> meters =
        List.of(new ClaudeCodeMeter(PRICES), new OpenCodeMeter(PRICES, "claude-sonnet-4-5"));
    for (Meter meter : meters) {
      Recorded.print(meter, lines);

      assertThatItIsASum(meter);
    }
  }

  /** Files grow while they are read, and what is printed and written may contradict each other. */
  @Property(
      tries = 300,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldTellASumThatARunCanCostOrNoneWhenFilesAreSpoilt(
      @ForAll("lines") List<String> first, @ForAll("lines") List<String> second)
      throws IOException {
    Path home = Files.createTempDirectory("meters");
    try {
      for (Function<GrowingFiles, Meter> reader : READERS) {
        Path file = home.resolve("log.jsonl");
        Meter meter = reader.apply(new GrowingFiles(home, home, file::equals));
        Recorded.write(file, first);
        meter.poll();
        Recorded.print(meter, second);
        assertThatItIsASum(meter);
        Optional<BigDecimal> before = meter.cost();

        Recorded.write(file, Stream.concat(first.stream(), second.stream()).toList());
        meter.poll();

        assertThatItIsASum(meter);
        // What was counted once is never taken back.
        before.ifPresent(cost -> assertThat(meter.reaches(cost)).isTrue());
      }
    } finally {
      Folders.remove(home);
    }
  }

  private static void assertThatItIsASum(Meter meter) {
    assertThat(meter.cost())
        .satisfiesAnyOf(
            cost -> assertThat(cost).isEmpty(),
            cost -> assertThat(cost.get()).isBetween(BigDecimal.ZERO, MOST));
    assertThat(meter.cost().map(BigDecimal::scale)).isIn(Optional.empty(), Optional.of(6));
    assertThat(meter.tokens().values())
        .allSatisfy(
            tokens -> {
              assertThat(tokens.input()).isNotNegative();
              assertThat(tokens.cacheRead()).isNotNegative();
              assertThat(tokens.cacheWritten()).isNotNegative();
              assertThat(tokens.output()).isNotNegative();
            });
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.randomValue(MeterProperties::spoilt);
  }

  private static List<String> spoilt(Random random) {
    List<String> lines = new ArrayList<>();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      lines.add(spoilt(RECORDED.get(random.nextInt(RECORDED.size())), random));
    }
    return lines;
  }

  /** A line with the value of one of its fields replaced, or the rest of it cut off. */
  private static String spoilt(String line, Random random) {
    List<Integer> colons = new ArrayList<>();
    for (int at = line.indexOf("\":"); at >= 0; at = line.indexOf("\":", at + 1)) {
      colons.add(at + 2);
    }
    if (colons.isEmpty() || random.nextInt(4) == 0) {
      return line.substring(0, random.nextInt(line.length() + 1));
    }
    int start = colons.get(random.nextInt(colons.size()));
    int end = start;
    while (end < line.length() && ",}]".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return line.substring(0, start) + value + line.substring(end);
  }
}
