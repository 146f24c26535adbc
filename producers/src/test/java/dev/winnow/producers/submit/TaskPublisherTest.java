package dev.winnow.producers.submit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.schemas.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TaskPublisherTest {

  @Test
  @Timeout(20)
  void shouldFailInTimeWhenNoBrokerAnswers() throws IOException {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + socket.getLocalPort();
    }

    assertThatThrownBy(() -> publisher(nobody, Map.of()).publish(task()))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining(nobody);
  }

  @Test
  void shouldNameTheSettingWhenBrokersAreNoAddress() {
    assertThatThrownBy(() -> publisher("no address", Map.of()).publish(task()))
        .isInstanceOfSatisfying(
            ClientException.class,
            failed ->
                org.assertj.core.api.Assertions.assertThat(failed.mend()).contains("host:port"))
        .hasMessageContaining("bootstrap.servers");
  }

  @Test
  void shouldNameTheKeyWhenRegistrySettingIsUnknown() {
    assertThatThrownBy(
            () -> publisher("127.0.0.1:1", Map.of("schema.registry.colour", "red")).publish(task()))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("schema.registry.colour");
  }

  private static TaskPublisher publisher(String brokers, Map<String, String> others) {
    return new TaskPublisher(
        new Connection(brokers, "http://127.0.0.1:1", URI.create("http://127.0.0.1:1"), others),
        Duration.ofSeconds(1));
  }

  private static Task task() {
    Task task = new Task();
    task.setTaskId("small");
    return task;
  }
}
