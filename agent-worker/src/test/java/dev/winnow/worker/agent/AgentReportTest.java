package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentReportTest {
  private static final int LARGEST = 64 << 10;

  @TempDir private Path sandbox;

  @Test
  void shouldTakeAReportOf64KiBAndRefuseALarger() throws IOException {
    String report = "{\"cost\": 0.0123}";
    String largest = report + " ".repeat(LARGEST - report.length());

    assertThat(read(largest).cost()).contains(new BigDecimal("0.012300"));
    assertThat(read(largest + " ").cost()).isEmpty();
    assertThat(read(largest + " ").problem()).contains("at most 65536 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10000", "10000.000000", "1e-999999999"})
  void shouldTakeACostThatARunCanHave(String cost) throws IOException {
    assertThat(read("{\"cost\": " + cost + "}").cost()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10000.000001", "10001", "-0.000001", "1e999999999", "NaN", "\"1\"", "[1]"})
  void shouldRefuseACostThatNoRunHas(String cost) throws IOException {
    AgentReport report = read("{\"cost\": " + cost + "}");

    assertThat(report.cost()).isEmpty();
    assertThat(report.problem()).isNotBlank();
  }

  private AgentReport read(String content) throws IOException {
    Path file = sandbox.resolve("report.json");
    Files.writeString(file, content);
    return AgentReport.read(file, sandbox);
  }
}
