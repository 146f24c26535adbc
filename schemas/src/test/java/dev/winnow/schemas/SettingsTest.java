package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void shouldTakeWhatIsKnownAndWhatIsForClientsWhenVariablesAreRead() {
    Map<String, String> settings =
        Settings.ofEnvironment(
            Map.of(
                "WINNOW_WORKER_ATTEMPT_SLOTS", "8",
                "WINNOW_WORKER_ATTEMPTS_SLOTS", "9",
                "WINNOW_KAFKA_SECURITY_PROTOCOL", "SSL",
                "WINNOW_SCHEMA_REGISTRY_URL", "http://registry",
                "WINNOW_HTTP_PORT", "1",
                "WORKER_ATTEMPT_SLOTS", "7"),
            List.of("worker."),
            "worker.attempt.slots"::equals);

    assertThat(settings)
        .containsOnly(
            Map.entry("worker.attempt.slots", "8"),
            Map.entry("kafka.security.protocol", "SSL"),
            Map.entry("schema.registry.url", "http://registry"));
  }
}
