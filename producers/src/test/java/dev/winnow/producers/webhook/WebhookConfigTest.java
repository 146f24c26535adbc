package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookConfigTest {
  @Test
  void shouldHaveTheseDefaults() {
    WebhookConfig config = WebhookConfig.of(Map.of("webhook.secrets", "s3cret"));

    assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
    assertThat(config.registry().urls()).containsExactly(URI.create("http://localhost:8081"));
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8082);
    assertThat(config.secrets()).containsExactly("s3cret");
    assertThat(config.secretsFile()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "webhook.port, many",
    "webhook.port, -1",
    "webhook.port, 65536",
    "webhook.host, ' '",
    "webhook.secrets, ''",
    "webhook.secrets, 'a,,b'",
    "webhook.secrets.file, /somewhere",
    "webhook.secret, s3cret",
    "bootstrap.servers, ''",
    "schema.registry.url, nonsense",
    "schema.registry.colour, red",
  })
  void shouldNameTheKeyThatIsWrong(String key, String value) {
    Map<String, String> config = new HashMap<>(Map.of("webhook.secrets", "s3cret"));
    config.put(key, value);

    assertThatThrownBy(() -> WebhookConfig.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key)
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void shouldNameTheKeyWhenThereIsNoSecret() {
    assertThatThrownBy(() -> WebhookConfig.of(Map.of())).hasMessageContaining("webhook.secrets");
  }

  @Test
  void shouldTellNoSecretsWhenItIsPrinted() {
    WebhookConfig config =
        WebhookConfig.of(
            Map.of(
                "webhook.secrets", "s3cret,0ther",
                "kafka.sasl.jaas.config", "passw0rd",
                "schema.registry.basic.auth.user.info", "user:passw0rd"));

    assertThat(config.toString()).doesNotContain("s3cret", "0ther", "passw0rd");
  }

  @Test
  void shouldHandKafkaSettingsToTheClient() {
    WebhookConfig config =
        WebhookConfig.of(
            Map.of("webhook.secrets", "s", "bootstrap.servers", "k:1", "kafka.client.id", "me"));

    assertThat(config.kafka())
        .containsOnly(Map.entry("bootstrap.servers", "k:1"), Map.entry("client.id", "me"));
  }

  @Test
  void shouldReadTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "WINNOW_WEBHOOK_SECRETS", "a, b",
            "WINNOW_WEBHOOK_PORT", "0",
            "WINNOW_BOOTSTRAP_SERVERS", "k:1",
            "WINNOW_KAFKA_SECURITY_PROTOCOL", "SSL",
            "WINNOW_SCHEMA_REGISTRY_URL", "http://r:1",
            "WINNOW_WORKER_NAME", "w",
            "WEBHOOK_HOST", "h",
            "PATH", "/bin");

    Map<String, String> config = WebhookConfig.fromEnvironment(environment);

    assertThat(config)
        .containsOnly(
            Map.entry("webhook.secrets", "a, b"),
            Map.entry("webhook.port", "0"),
            Map.entry("bootstrap.servers", "k:1"),
            Map.entry("kafka.security.protocol", "SSL"),
            Map.entry("schema.registry.url", "http://r:1"));
    assertThat(WebhookConfig.of(config).secrets()).containsExactly("a", "b");
  }

  @Test
  void shouldReadSecretsFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secrets"), "new, with a comma\n\n  old \r\n");

    assertThat(Secrets.of(of(file))).containsExactly("new, with a comma", "old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty"})
  void shouldNameTheKeyWhenTheFileHasNoSecrets(String name, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("empty"), " \n");

    assertThatThrownBy(() -> Secrets.of(of(folder.resolve(name))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("webhook.secrets.file");
  }

  private static WebhookConfig of(Path file) {
    return WebhookConfig.of(Map.of("webhook.secrets.file", file.toString()));
  }
}
