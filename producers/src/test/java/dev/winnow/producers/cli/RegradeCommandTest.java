package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Rung;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegradeCommandTest {

  @Test
  void shouldKnowTheEvaluatorWhenTheServerTellsOfTheSame() throws Exception {
    assertThat(RegradeCommand.isKnown(evaluator(60_000), told(evaluator(60_000)))).isTrue();
  }

  @Test
  void shouldKnowItFromAnotherWhenATimeoutDiffers() throws Exception {
    assertThat(RegradeCommand.isKnown(evaluator(60_000), told(evaluator(61_000)))).isFalse();
  }

  private static Evaluator evaluator(long timeoutMs) {
    return Evaluator.newBuilder()
        .setRungs(
            List.of(
                Rung.newBuilder()
                    .setName("measure")
                    .setCommand(List.of("sh", "evaluate.sh"))
                    .setTimeoutMs(timeoutMs)
                    .setSamples(3)
                    .setMetricsFrom(MetricsSource.JSON_LINES)
                    .build()))
        .setProtectedPaths(List.of("evaluate.sh"))
        .setPricePerHour(new BigDecimal("0.200000"))
        .build();
  }

  /** As it comes over HTTP. */
  private static JsonNode told(Evaluator evaluator) throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode task = json.createObjectNode().set("evaluator", RecordJson.of(evaluator));
    return json.readTree(json.createObjectNode().set("task", task).toString());
  }
}
