package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterTest {
  @TempDir Path folder;

  @Test
  void shouldNameTheSettingWhenTheKeyIsNotThere() {
    ReporterConfig config = config();

    assertThatThrownBy(() -> new Reporter(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reporter.github.app.key.file")
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RSA "})
  void shouldNotShowAKeyThatCannotBeUsed(String kind) throws Exception {
    String secret = Base64.getEncoder().encodeToString("not a key at all".getBytes("US-ASCII"));
    Files.writeString(
        folder.resolve("app.pem"),
        "-----BEGIN %sPRIVATE KEY-----\n%s\n-----END %sPRIVATE KEY-----\n"
            .formatted(kind, secret, kind));
    ReporterConfig config = config();

    assertThatThrownBy(() -> new Reporter(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reporter.github.app.key.file")
        .hasMessageNotContaining(secret);
  }

  @Test
  @Timeout(30)
  void shouldEndWithTheCauseWhenAnErrorStopsIt() {
    ReporterConfig config =
        ReporterConfig.of(
            Map.of("bootstrap.servers", "127.0.0.1:1", "reporter.github.token", "ghs_test"));
    FakeTime broken =
        new FakeTime() {
          @Override
          public Instant instant() {
            throw new StackOverflowError("too deep");
          }
        };

    try (Reporter reporter = new Reporter(config, new Topics(new InMemoryRegistry()), broken)) {
      reporter.start();

      assertThatThrownBy(reporter::awaitEnd)
          .isInstanceOf(RuntimeException.class)
          .hasMessageContaining("too deep");
    }
  }

  private ReporterConfig config() {
    return ReporterConfig.of(
        Map.of(
            "reporter.github.app.id",
            "7",
            "reporter.github.app.key.file",
            folder.resolve("app.pem").toString()));
  }
}
