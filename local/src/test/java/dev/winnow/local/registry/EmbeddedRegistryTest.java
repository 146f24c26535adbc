package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedRegistryTest extends RegistryContract {
  private final MemoryLog log = new MemoryLog();
  private final EmbeddedRegistry registry = EmbeddedRegistry.start(log, 0);
  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  String url() {
    return registry.url();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldAnswerWithConfluentsContentType() throws Exception {
    HttpResponse<String> response = send("GET", "/subjects", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/vnd.schemaregistry.v1+json");
    assertThat(response.body()).isEqualTo("[]");
  }

  @Test
  void shouldAnswerErrorsWithCodeAndMessage() throws Exception {
    HttpResponse<String> response = send("GET", "/subjects/none/versions/latest", "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo("{\"error_code\":40401,\"message\":\"there is no subject none\"}");
  }

  @Test
  void shouldRefuseABodyThatIsNotJson() throws Exception {
    HttpResponse<String> response = send("POST", "/subjects/s/versions", "{\"schema\":");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"error_code\":422").contains("not JSON");
  }

  @Test
  void shouldRefuseABodyThatIsTooLong() throws Exception {
    HttpResponse<String> response = send("POST", "/subjects/s/versions", " ".repeat((4 << 20) + 1));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void shouldTellNobodyOfAnIdThatIsNotSafe() throws Exception {
    log.failWith(new IllegalStateException("disk is full"));

    HttpResponse<String> response =
        send("POST", "/subjects/s/versions", "{\"schema\":\"{\\\"type\\\":\\\"int\\\"}\"}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"error_code\":50001").contains("disk is full");
    assertThat(send("GET", "/subjects", "").body()).isEqualTo("[]");
    assertThat(send("GET", "/schemas/ids/1", "").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSayWhichPortWhenItIsTaken() {
    int port = URI.create(registry.url()).getPort();
    AtomicBoolean closed = new AtomicBoolean();
    SchemaLog unused =
        new SchemaLog() {
          @Override
          public void replay(Consumer<SchemaEntry> reader) {}

          @Override
          public void append(SchemaEntry entry) {}

          @Override
          public void close() {
            closed.set(true);
          }
        };

    assertThatThrownBy(() -> EmbeddedRegistry.start(unused, port))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    assertThat(closed).isTrue();
  }
}
