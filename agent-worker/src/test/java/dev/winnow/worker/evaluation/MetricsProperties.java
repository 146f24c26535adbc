package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.BookableCost;
import dev.winnow.worker.Spoilt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What a patch prints is read or refused: no figure comes of it that is none. */
class MetricsProperties {
  private static final int LIMIT = 2_000;
  private static final List<String> GOOD =
      List.of(
          "{\"speed\": 1.5}",
          "{\"speed\": 1, \"size\": -2e3}",
          "{\"test\": \"a\", \"outcome\": \"passed\"}",
          "{\"preferred\": \"a\", \"cost\": 0.0123}",
          "BUILD SUCCESS");
  private static final List<String> SNIPPETS =
      List.of(
          "NaN",
          "-Infinity",
          "1e999",
          "1e999999999",
          "-1e-999999999",
          "9".repeat(1_500),
          "+1",
          "0x1F",
          ".5",
          "null",
          "true",
          "[1]",
          "{}",
          "\"",
          "{",
          "}",
          ",",
          ":",
          "\\",
          "\\u0000",
          "\\ud800",
          "\0",
          "\u0001",
          "\ud83d\ude00",
          "\r",
          " ",
          "\"speed\"",
          "\"speed\":1,",
          "\"" + "n".repeat(129) + "\":1,",
          "[".repeat(1_200),
          "{\"a\":".repeat(1_200));

  @Property(
      tries = 1_000,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldGiveFiniteMetricsOrAReasonWhenLinesAreSpoilt(@ForAll("lines") List<String> lines) {
    assertUsable(Metrics.ofLines(lines));
    lines.forEach(line -> assertUsable(Metrics.ofFile(line)));
    assertUsable(Metrics.ofFile(String.join("\n", lines)));
  }

  @Property(
      tries = 500,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldGiveAVoteOrAProblemAndABoundedCostWhenAnAnswerIsSpoilt(
      @ForAll("lines") List<String> lines) {
    JudgeAnswer answer = JudgeAnswer.of(lines);

    assertThat(answer.preference().isPresent()).isEqualTo(answer.problem().isEmpty());
    BookableCost.check(answer.cost());
  }

  @Property(
      tries = 500,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldGiveAKeyOrAReasonWhenOutcomesAreSpoilt(@ForAll("lines") List<String> lines) {
    Behaviour behaviour = Behaviour.ofLines(lines);

    if (behaviour instanceof Behaviour.Seen seen) {
      assertThat(seen.key()).matches("[0-9a-f]{16}");
    } else {
      assertThat(((Behaviour.Unclear) behaviour).reason()).isNotBlank();
    }
  }

  @Property(
      tries = 300,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldKeepTheSameBoundedLinesHoweverTheOutputIsCut(
      @ForAll("lines") List<String> lines, @ForAll Random random) {
    byte[] output = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    JsonLines whole = new JsonLines(LIMIT);
    whole.accept(output, output.length);
    JsonLines pieces = new JsonLines(LIMIT);
    for (int from = 0; from < output.length; ) {
      int to = Math.min(output.length, from + 1 + random.nextInt(40));
      pieces.accept(Arrays.copyOfRange(output, from, to), to - from);
      from = to;
    }

    assertThat(pieces.lines()).isEqualTo(whole.lines());
    assertThat(pieces.isOverLimit()).isEqualTo(whole.isOverLimit());
    assertThat(whole.lines().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(LIMIT);
  }

  @Property(
      tries = 500,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldGiveFiniteMetricsOrAReasonWhenAFileHasAnyBytes(@ForAll("bytes") byte[] content)
      throws IOException {
    Path checkout = Files.createTempDirectory("metrics");
    Path file = checkout.resolve("metrics.json");
    try {
      Files.write(file, content);
      assertUsable(new MetricsFile(checkout, "metrics.json").read());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(checkout);
    }
  }

  /**
   * Half of them are noise from end to end, half are spoilt lines in which some bytes are noise.
   */
  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.randomValue(
        random -> {
          byte[] text = String.join("\n", spoilt(random)).getBytes(StandardCharsets.UTF_8);
          if (random.nextBoolean()) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
          }
          for (int left = random.nextInt(4); left > 0; left--) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
          }
          return text;
        });
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.randomValue(MetricsProperties::spoilt);
  }

  private static List<String> spoilt(Random random) {
    List<String> lines = new ArrayList<>();
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      String line = GOOD.get(random.nextInt(GOOD.size()));
      lines.add(Spoilt.text(line, SNIPPETS, random.nextInt(3), random));
    }
    return lines;
  }

  private static void assertUsable(Metrics metrics) {
    if (metrics instanceof Metrics.Valid valid) {
      assertThat(valid.values()).isNotEmpty().hasSizeLessThanOrEqualTo(Metrics.MOST);
      assertThat(valid.values().keySet()).allMatch(name -> name.length() <= Metrics.LONGEST_NAME);
      assertThat(valid.values().values()).allMatch(Double::isFinite);
    } else {
      assertThat(((Metrics.Invalid) metrics).reason()).isNotBlank();
    }
  }
}
