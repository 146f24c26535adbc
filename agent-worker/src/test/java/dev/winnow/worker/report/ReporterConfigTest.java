package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterConfigTest {
  private static final Map<String, String> TOKEN = Map.of("reporter.github.token", "ghp_secret");

  @Test
  void shouldHaveTheseDefaults() {
    ReporterConfig config = ReporterConfig.of(TOKEN);

    assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
    assertThat(config.registry().urls()).containsExactly(URI.create("http://localhost:8081"));
    assertThat(config.name()).isEqualTo("reporter");
    assertThat(config.group()).isEqualTo("winnow-reporter");
    assertThat(config.start()).isEqualTo("earliest");
    assertThat(config.gitHub()).isEqualTo(URI.create("https://api.github.com"));
    assertThat(config.app()).isEmpty();
    assertThat(config.attempts()).isEqualTo(10);
    assertThat(config.retry()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.httpHost()).isEqualTo("127.0.0.1");
    assertThat(config.httpPort()).isEqualTo(-1);
  }

  @Test
  void shouldNotShowTheToken() {
    ReporterConfig config = ReporterConfig.of(TOKEN);

    assertThat(config.toString()).doesNotContain("ghp_secret").contains("reporter");
  }

  @Test
  void shouldReportAsAnApp() {
    ReporterConfig config =
        ReporterConfig.of(
            Map.of(
                "reporter.github.app.id", "123",
                "reporter.github.app.key.file", "app.pem",
                "reporter.github.url", "https://github.acme.example/api/v3/"));

    assertThat(config.app())
        .contains(new ReporterConfig.App("123", Path.of("app.pem").toAbsolutePath()));
    assertThat(config.gitHub()).isEqualTo(URI.create("https://github.acme.example/api/v3"));
  }

  @ParameterizedTest
  @CsvSource({
    "reporter.github.token, ''",
    "reporter.github.app.id, 12",
    "reporter.github.url, nonsense",
    "reporter.github.url, ftp://github.example",
    "reporter.github.url, 'https://a b'",
    "reporter.attempts, 0",
    "reporter.retry.ms, soon",
    "reporter.group, a/b",
    "reporter.name, ''",
    "reporter.start, now",
    "reporter.tokens, 3",
    "schema.registry.url, nonsense",
  })
  void shouldNameTheKeyThatIsWrong(String key, String value) {
    assertThatThrownBy(() -> ReporterConfig.of(with(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key.equals("reporter.github.app.id") ? "reporter.github.app" : key);
  }

  @ParameterizedTest
  @CsvSource({
    "reporter.attempts, 1, 0",
    "reporter.attempts, 100, 101",
    "reporter.retry.ms, 1, 0",
    "reporter.retry.ms, 3600000, 3600001",
    "reporter.http.port, -1, -2",
    "reporter.http.port, 65535, 65536",
  })
  void shouldNameTheKeyOnlyWhenItsValueIsPastTheLimit(String key, String at, String past) {
    assertThatCode(() -> ReporterConfig.of(with(key, at))).doesNotThrowAnyException();
    assertThatThrownBy(() -> ReporterConfig.of(with(key, past)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter.name", "reporter.group"})
  void shouldSayHowLongANameMayBe(String key) {
    assertThatCode(() -> ReporterConfig.of(with(key, "a".repeat(100)))).doesNotThrowAnyException();
    assertThatThrownBy(() -> ReporterConfig.of(with(key, "a".repeat(101))))
        .hasMessageContaining(key)
        .hasMessageContaining("100");
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> settings = new HashMap<>(TOKEN);
    settings.put(key, value);
    return settings;
  }

  @Test
  void shouldNotTakeATokenAndAnApp() {
    Map<String, String> both = new HashMap<>(TOKEN);
    both.put("reporter.github.app.id", "123");
    both.put("reporter.github.app.key.file", "app.pem");

    assertThatThrownBy(() -> ReporterConfig.of(both))
        .hasMessageContaining("reporter.github.token")
        .hasMessageNotContaining("ghp_secret");
  }

  @Test
  void shouldReadSettingsFromTheEnvironment() {
    Map<String, String> settings =
        ReporterConfig.fromEnvironment(
            Map.of(
                "WINNOW_REPORTER_GITHUB_APP_KEY_FILE", "/etc/winnow/app.pem",
                "WINNOW_KAFKA_SECURITY_PROTOCOL", "SSL",
                "WINNOW_WORKER_NAME", "w",
                "PATH", "/bin"));

    assertThat(settings)
        .containsOnly(
            Map.entry("reporter.github.app.key.file", "/etc/winnow/app.pem"),
            Map.entry("kafka.security.protocol", "SSL"));
  }
}
