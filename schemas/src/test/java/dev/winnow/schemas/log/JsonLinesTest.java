package dev.winnow.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private final Logger logger = new LoggerContext().getLogger("dev.winnow.Some");

  @Test
  void shouldBeOneLineWithTheKeysWhenTheMessageNamesThem() throws Exception {
    String line =
        line("Contest decided: {}\n \"quoted\" task={} attempt={}", null, "WINNER", "t-1", "a-1");

    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("level").asText()).isEqualTo("INFO");
    assertThat(json.path("logger").asText()).isEqualTo("dev.winnow.Some");
    assertThat(json.path("message").asText()).startsWith("Contest decided: WINNER\n");
    assertThat(json.path("task").asText()).isEqualTo("t-1");
    assertThat(json.path("attempt").asText()).isEqualTo("a-1");
    assertThat(json.has("worker")).isFalse();
    assertThat(json.path("at").asText()).matches("\\d{4}-.*Z");
  }

  @Test
  void shouldHaveTheStackWhenThereIsAFailure() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(line("failed", new IllegalStateException("because")));

    assertThat(json.path("error").asText())
        .contains("IllegalStateException: because")
        .contains("JsonLinesTest");
  }

  private String line(String message, Throwable failure, Object... arguments) {
    LoggingEvent event =
        new LoggingEvent("caller", logger, Level.INFO, message, failure, arguments);
    return new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
  }
}
