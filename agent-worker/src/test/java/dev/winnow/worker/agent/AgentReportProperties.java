package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.BookableCost;
import dev.winnow.worker.Spoilt;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** What an agent says of itself is used or refused as a whole: no cost comes of it that is none. */
class AgentReportProperties {
  private static final List<String> SNIPPETS =
      List.of(
          "NaN",
          "-1",
          "1e999",
          "1e999999999",
          "-1e-999999999",
          "9".repeat(1_500),
          "10000.1",
          "0x1F",
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
          "\"cost\":",
          "\"note\":",
          "[".repeat(1_200),
          "{\"a\":".repeat(1_200));

  @Property(
      tries = 1_000,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldBeUsedOrRefusedAsAWholeWhenItIsSpoilt(@ForAll("spoilt") byte[] content)
      throws IOException {
    AgentReport report = read(content);

    if (!report.problem().isEmpty()) {
      assertThat(report.cost()).isEmpty();
      assertThat(report.note().text()).isEmpty();
    }
    BookableCost.check(report.cost());
  }

  @Property(
      tries = 200,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldBeReadAsItWasWritten(@ForAll @IntRange(max = 1_000_000) int millionths)
      throws IOException {
    BigDecimal cost = BigDecimal.valueOf(millionths, 6);

    AgentReport report =
        read(bytes("{\"cost\": " + cost.toPlainString() + ", \"note\": \"Why.\"}"));

    assertThat(report.problem()).isEmpty();
    assertThat(report.cost()).contains(cost);
    assertThat(report.note().text()).isEqualTo("Why.");
  }

  /** Half of them are noise from end to end, half are a report in which something is noise. */
  @Provide
  Arbitrary<byte[]> spoilt() {
    return Arbitraries.randomValue(AgentReportProperties::spoilt);
  }

  private static byte[] spoilt(Random random) {
    if (random.nextBoolean()) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    return bytes(
        Spoilt.text(
            "{\"cost\": 0.0123, \"note\": \"Why it is so.\"}",
            SNIPPETS,
            1 + random.nextInt(3),
            random));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static AgentReport read(byte[] content) throws IOException {
    Path sandbox = Files.createTempDirectory("report");
    Path file = sandbox.resolve("report.json");
    try {
      Files.write(file, content);
      return AgentReport.read(file, sandbox);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(sandbox);
    }
  }
}
