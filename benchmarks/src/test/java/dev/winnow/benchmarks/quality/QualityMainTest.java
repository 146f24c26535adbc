package dev.winnow.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QualityMainTest {
  private static final String TINY =
      """
      {"kind": "avro", "before": "\\"int\\"", "after": "\\"long\\"", "breaking": false}
      {"kind": "avro", "before": "\\"long\\"", "after": "\\"int\\"", "breaking": true}
      {"kind": "avro", "before": "\\"int\\"", "after": "\\"string\\"", "breaking": false}
      {"kind": "avro", "before": "\\"int\\"", "after": "no schema", "breaking": true}
      {"kind": "avro", "before": "\\"int\\""}
      """;

  @TempDir Path suite;

  @Test
  void shouldGiveTheKnownCountsWhenThePeersJudgeATinySuite() throws IOException {
    Files.writeString(suite.resolve("tiny.jsonl"), TINY);

    JsonNode report = new JsonMapper().readTree(run("--suite", suite.toString(), "--json"));

    JsonNode avro = find(report, "avro SchemaCompatibility");
    assertThat(avro.at("/kinds/avro/truePositives").asInt()).isEqualTo(1);
    assertThat(avro.at("/kinds/avro/falsePositives").asInt()).isEqualTo(1);
    assertThat(avro.at("/kinds/avro/falseNegatives").asInt()).isEqualTo(1);
    assertThat(avro.at("/kinds/avro/trueNegatives").asInt()).isEqualTo(1);
    assertThat(avro.at("/kinds/avro/unreadable").asInt()).isEqualTo(1);
    assertThat(avro.at("/all/recall/value").asDouble()).isEqualTo(0.5);
    assertThat(report.at("/bad/0/source").asText()).isEqualTo("tiny.jsonl[4]");
    assertThat(report.at("/bad/0/field").asText()).isEqualTo("breaking");
  }

  @Test
  void shouldListWhatIsWrongWhenAskedForFailures() throws IOException {
    Files.writeString(suite.resolve("tiny.jsonl"), TINY);

    String printed = run("--suite", suite.toString(), "--failures");

    assertThat(printed)
        .contains("1 bad cases, not counted:")
        .contains("avro SchemaCompatibility: 2 wrong")
        .contains("FP avro tiny-2 (tiny.jsonl[2])")
        .contains("unreadable avro tiny-3 (tiny.jsonl[3])");
  }

  @Test
  void shouldFailWhenThereIsNoSuchSuite() {
    CommandLine command = QualityMain.command();
    command.setErr(new PrintWriter(new StringWriter()));

    int status = command.execute("--suite", suite.resolve("none").toString());

    assertThat(status).isEqualTo(2);
  }

  private static JsonNode find(JsonNode report, String judge) {
    for (JsonNode each : report.path("judges")) {
      if (each.path("judge").asText().equals(judge)) {
        return each;
      }
    }
    throw new AssertionError("no judge " + judge);
  }

  private static String run(String... arguments) {
    StringWriter printed = new StringWriter();
    CommandLine command = QualityMain.command();
    command.setOut(new PrintWriter(printed));
    assertThat(command.execute(arguments)).isZero();
    return printed.toString();
  }
}
