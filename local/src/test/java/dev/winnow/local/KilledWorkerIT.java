package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Server;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker process is killed while it runs an attempt; another one takes over. */
class KilledWorkerIT {
  @TempDir private Path folder;

  @Test
  void shouldRedeliverAndCountOneResultWhenAWorkerIsKilledMidRun() throws Exception {
    Path repository = folder.resolve("repository");
    String base = SmallContest.repository(repository);
    try (PartsStack stack = new PartsStack(folder)) {
      Server server = new Server(stack.app().uri());
      publish(stack, SmallContest.spec("killed", repository, base, "4"));

      Process first = stack.worker("first", Map.of());
      await().atMost(Duration.ofMinutes(1)).until(() -> hasSandbox("first"));
      first.destroyForcibly().waitFor();
      Process second = stack.worker("second", Map.of());
      try {
        JsonNode verdict =
            await()
                .atMost(Duration.ofMinutes(4))
                .until(() -> server.verdict("killed"), Optional::isPresent)
                .orElseThrow();

        assertThat(verdict.at("/kept/0/variant").asText()).isEqualTo("two");
        assertThat(verdict.at("/attemptsByOutcome/SUCCEEDED").asInt()).isEqualTo(5);
        assertThat(verdict.at("/attemptsByOutcome/REJECTED_BY_GATE").asInt()).isEqualTo(1);
        assertThat(verdict.at("/spend/money").decimalValue())
            .matches(money -> SmallContest.isSpend(money, 3));
      } finally {
        second.destroy();
        second.waitFor();
      }
      assertThat(hasSandbox("second")).isFalse();
    }
  }

  private static void publish(PartsStack stack, String spec) throws Exception {
    Task task = ((Parsed.Valid) TaskSpec.parse(spec)).task();
    Topics topics = stack.topics();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()),
            topics.tasks().key().serializer(),
            topics.tasks().value().serializer())) {
      producer.send(new ProducerRecord<>(topics.tasks().name(), task.getTaskId(), task)).get();
    }
  }

  private boolean hasSandbox(String worker) throws IOException {
    Path sandboxes = folder.resolve(worker).resolve("sandboxes");
    if (!Files.isDirectory(sandboxes)) {
      return false;
    }
    try (Stream<Path> found = Files.list(sandboxes)) {
      return found.findAny().isPresent();
    }
  }
}
