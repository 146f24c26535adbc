package dev.winnow.local.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/consuming.md, as far as they can be held against the code. */
class ConsumersTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "consumers");

  @TempDir private Path classes;

  @Test
  void shouldCompileAgainstTheRecordsOfToday() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean isGood =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-d",
                      classes.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(EXAMPLES.resolve("LeaderboardConsumer.java")))
              .call();

      assertThat(isGood).as(said.toString()).isTrue();
    }
  }

  @Test
  void shouldNameATopicOfWinnowAndSettingsOfAConsumerInTheSink() throws IOException {
    JsonNode config =
        new ObjectMapper()
            .readTree(EXAMPLES.resolve("connect-file-sink.json").toFile())
            .path("config");

    assertThat(new Topics(new InMemoryRegistry()).all().stream().map(Topic::name))
        .contains(config.path("topics").asText());
    assertThat(config.properties())
        .extracting(Map.Entry::getKey)
        .filteredOn(key -> key.startsWith("consumer.override."))
        .isNotEmpty()
        .allMatch(
            key ->
                ConsumerConfig.configNames().contains(key.substring("consumer.override.".length())),
            "is a setting of a consumer");
    assertThat(config.path("consumer.override.isolation.level").asText())
        .isEqualTo("read_committed");
  }
}
