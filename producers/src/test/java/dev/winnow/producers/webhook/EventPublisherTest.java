package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventPublisherTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Told TOLD =
      EventReader.read("pull_request", "guid", Payloads.parsed(Payloads.pullRequest("opened")));

  private final Topics topics = new Topics(new InMemoryRegistry());
  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final EventPublisher publisher =
      new EventPublisher(kafka, topics, EventPublisher.PATIENCE);

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void shouldWriteBothEventsUnderTheirKeys() throws NotPublishedException {
    publisher.publish(TOLD);

    List<ProducerRecord<String, byte[]>> records = kafka.history();
    assertThat(records)
        .extracting(ProducerRecord::topic)
        .containsExactly("winnow.pull-requests", "winnow.pushes");
    assertThat(records).extracting(ProducerRecord::key).containsExactly("Acme/Shop#7", "Acme/Shop");
    PullRequestEvent pullRequest =
        topics.pullRequests().value().deserializer().deserialize("", records.get(0).value());
    PushEvent push = topics.pushes().value().deserializer().deserialize("", records.get(1).value());
    assertThat(pullRequest).isEqualTo(TOLD.pullRequest().orElseThrow());
    assertThat(push).isEqualTo(TOLD.push().orElseThrow());
  }

  @Test
  void shouldFailWhenTheBrokerRefuses() {
    kafka.sendException = new NotEnoughReplicasException("too few");

    assertThatThrownBy(() -> publisher.publish(TOLD))
        .isInstanceOf(NotPublishedException.class)
        .hasMessageContaining("too few");
  }

  @Test
  @Timeout(20)
  void shouldFailInTimeWhenNothingIsAcknowledged() {
    var silent = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    try (EventPublisher waiting = new EventPublisher(silent, topics, SHORT)) {
      assertThatThrownBy(() -> waiting.publish(TOLD)).isInstanceOf(NotPublishedException.class);
    }
  }

  @Test
  @Timeout(20)
  void shouldFailInTimeWhenOnlyOneOfTwoIsAcknowledged() {
    var half =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized java.util.concurrent.Future<
                  org.apache.kafka.clients.producer.RecordMetadata>
              send(ProducerRecord<String, byte[]> record) {
            var write = super.send(record);
            if (record.topic().equals("winnow.pull-requests")) {
              completeNext();
            }
            return write;
          }
        };

    try (EventPublisher waiting = new EventPublisher(half, topics, SHORT)) {
      assertThatThrownBy(() -> waiting.publish(TOLD)).isInstanceOf(NotPublishedException.class);
    }
  }

  @Test
  @Timeout(20)
  void shouldFailInTimeWhenTheRegistryAcceptsAndNeverAnswers() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        EventPublisher waiting = publisher(closedPort(), deaf.getLocalPort())) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> waiting.publish(TOLD)).isInstanceOf(NotPublishedException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  private static EventPublisher publisher(int brokerPort, int registryPort) {
    return new EventPublisher(
        WebhookConfig.of(
            Map.of(
                "bootstrap.servers", "127.0.0.1:" + brokerPort,
                "schema.registry.url", "http://127.0.0.1:" + registryPort,
                "webhook.secrets", "s")));
  }

  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
