package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.process.Limits;
import dev.winnow.worker.sandbox.FileSharing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerConfigTest {
  @Test
  void shouldHaveTheseDefaults() {
    WorkerConfig config = WorkerConfig.of(Map.of());

    assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
    assertThat(config.registry().urls()).containsExactly(URI.create("http://localhost:8081"));
    assertThat(config.name()).isEqualTo("worker");
    assertThat(config.folder()).isEqualTo(Path.of(".winnow/worker").toAbsolutePath());
    assertThat(config.group()).isEqualTo("winnow");
    assertThat(config.queue()).isEqualTo(QueueBackend.SHARE);
    assertThat(config.attemptSlots()).isEqualTo(2);
    assertThat(config.evaluationSlots()).isEqualTo(1);
    assertThat(config.slotsPerMember()).isEqualTo(1);
    assertThat(config.lock()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.deliveryLimit()).isEqualTo(3);
    assertThat(config.closeGrace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.agentEnvironment()).isEmpty();
    assertThat(config.isolation().profile()).isEmpty();
    assertThat(config.isolation().tools()).isEmpty();
    assertThat(config.isolation().readable()).isEmpty();
    assertThat(config.isolation().limits())
        .isEqualTo(
            new Limits(4L << 30, 2048, 4L << 30, 10L << 30, Limits.UNLIMITED_TIME, 256L << 20));
    assertThat(config.isolation().patchBytes()).isEqualTo(64L << 20);
    assertThat(config.sandboxFiles()).isEqualTo(FileSharing.AUTO);
    assertThat(config.baseKept()).isEqualTo(Duration.ofDays(1));
    assertThat(config.exclusiveLock().getFileName().toString())
        .matches("winnow-exclusive-.+\\.lock");
    assertThat(config.httpHost()).isEqualTo("127.0.0.1");
    assertThat(config.httpPort()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "worker.attempt.slots, many",
    "worker.attempt.slots, -1",
    "worker.evaluation.slots, 1001",
    "worker.check.slots, -1",
    "worker.slots.per.member, 0",
    "worker.delivery.limit, 9",
    "worker.lock.ms, 10",
    "worker.sandbox.files, hardlink",
    "worker.base.ttl.ms, -1",
    "worker.name, a/b",
    "worker.group, ''",
    "worker.isolation, chroot",
    "worker.isolation, container",
    "worker.isolation.tools, opt/node",
    "worker.limits.memory, 4 gigabytes",
    "worker.limits.processes, 0",
    "worker.queue, classic",
    "worker.http.port, 65536",
    "worker.http.port, -2",
    "worker.http.host, ''",
    "worker.slots, 3",
    "schema.registry.url, nonsense",
  })
  void shouldNameTheKeyThatIsWrong(String key, String value) {
    assertThatThrownBy(() -> WorkerConfig.of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  @Test
  void shouldRefuseAWorkerWithoutSlots() {
    Map<String, String> none =
        Map.of(
            "worker.attempt.slots", "0", "worker.evaluation.slots", "0", "worker.check.slots", "0");

    assertThatThrownBy(() -> WorkerConfig.of(none)).hasMessageContaining("worker.attempt.slots");
  }

  @Test
  void shouldHandKafkaSettingsToTheClients() {
    WorkerConfig config = WorkerConfig.of(Map.of("kafka.security.protocol", "SSL"));

    assertThat(config.kafka()).containsEntry("security.protocol", "SSL");
  }

  @Test
  void shouldReadSettingsFromTheEnvironment() {
    Map<String, String> settings =
        WorkerConfig.fromEnvironment(
            Map.of(
                "WINNOW_BOOTSTRAP_SERVERS", "kafka:9092",
                "WINNOW_WORKER_ATTEMPT_SLOTS", "8",
                "WINNOW_SERVER", "http://elsewhere",
                "PATH", "/bin"));

    assertThat(settings)
        .containsOnly(
            Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("worker.attempt.slots", "8"));
  }
}
