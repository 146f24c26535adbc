package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.schemas.registry.Compatibility;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real broker, and what only a real broker shows. */
class EmbeddedRegistryIT extends RegistryContract {
  private static final Schema TEXT = Schema.create(Schema.Type.STRING);
  private static final Schema NUMBER = Schema.create(Schema.Type.LONG);

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }

  private static void restart() {
    registry.close();
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
  }

  @Override
  String url() {
    return registry.url();
  }

  private RegistryClient client() {
    return new RegistryClient(
        RegistryConfig.of(Map.of(RegistryConfig.URL, url(), RegistryConfig.RETRIES, "0")));
  }

  @Test
  void shouldKnowTheSameWhenItIsStartedAgain() {
    int text = client().register("restart-text", TEXT);
    int number = client().register("restart-number", NUMBER);
    client().setCompatibility("restart-number", Compatibility.FULL);

    restart();

    assertThat(client().byId(text)).isEqualTo(TEXT);
    assertThat(client().byId(number)).isEqualTo(NUMBER);
    assertThat(client().register("restart-other", TEXT)).isEqualTo(text);
    assertThat(client().compatibility("restart-number")).contains(Compatibility.FULL);
    assertThat(client().register("restart-new", Schema.createArray(TEXT)))
        .isGreaterThan(Math.max(text, number));
  }

  @Test
  void shouldKeepItsSchemasInACompactedTopicOfOnePartition() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "_schemas");

      assertThat(admin.describeConfigs(List.of(topic)).all().get().get(topic))
          .satisfies(
              config -> assertThat(config.get("cleanup.policy").value()).isEqualTo("compact"));
      assertThat(
              admin
                  .describeTopics(List.of("_schemas"))
                  .allTopicNames()
                  .get()
                  .get("_schemas")
                  .partitions())
          .hasSize(1);
    }
  }

  @Test
  void shouldGiveNoIdsWhenAnotherRegistryHasTakenOver() {
    client().register("fenced", TEXT);
    RegistryClient old = client();

    try (EmbeddedRegistry second = EmbeddedRegistry.start(broker.bootstrapServers(), 0)) {
      assertThatThrownBy(() -> old.register("fenced-late", NUMBER))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("another registry writes to topic _schemas");
      assertThat(old.subjects()).contains("fenced");

      var next = new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, second.url())));
      assertThat(next.subjects()).contains("fenced").doesNotContain("fenced-late");
    }
    restart();
  }
}
