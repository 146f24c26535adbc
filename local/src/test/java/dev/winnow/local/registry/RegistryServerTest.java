package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryServerTest {
  private static final int LARGEST = 4 << 20;
  private static final String LEVEL = "{\"compatibility\":\"%s\"}";

  private final RegistryServer server;

  RegistryServerTest() throws IOException {
    server = new RegistryServer(new RegistryApi(new MemoryLog()), 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldTakeABodyOf4MiBAndRefuseALarger() throws Exception {
    String body = LEVEL.formatted("FULL");
    String largest = body + " ".repeat(LARGEST - body.length());

    assertThat(send("PUT", largest).statusCode()).isEqualTo(200);

    HttpResponse<String> refusal = send("PUT", largest + " ");
    assertThat(refusal.statusCode()).isEqualTo(413);
    assertThat(refusal.body()).contains("\"error_code\":413", "longer than 4194304 bytes");
  }

  @Test
  void shouldAnswerWhenTheMessageQuotesHalfACharacter() throws Exception {
    HttpResponse<String> answer = send("PUT", LEVEL.formatted("\\ud800"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"error_code\":42203");
  }

  @Test
  void shouldSendNoBodyWhenOnlyTheHeadIsAsked() throws Exception {
    HttpResponse<String> answer = send("HEAD", "");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
  }

  private HttpResponse<String> send(String method, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/config"))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
