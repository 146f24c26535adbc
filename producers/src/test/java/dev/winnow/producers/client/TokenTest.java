package dev.winnow.producers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {
  @TempDir private Path folder;
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void shouldTakeTheNearestWhenSeveralPlacesHaveOne() throws Exception {
    String given = file("given", "g\n");
    String named = file("named", "n");
    String configured = file("configured", "c");

    assertThat(Token.find(given, Map.of("WINNOW_TOKEN", "v"), configured).orElseThrow().header())
        .isEqualTo("Bearer g");
    assertThat(
            Token.find(null, Map.of("WINNOW_TOKEN", "v", "WINNOW_TOKEN_FILE", named), configured)
                .orElseThrow()
                .header())
        .isEqualTo("Bearer v");
    assertThat(
            Token.find(null, Map.of("WINNOW_TOKEN_FILE", named), configured).orElseThrow().header())
        .isEqualTo("Bearer n");
    assertThat(Token.find(null, Map.of(), configured).orElseThrow().header()).isEqualTo("Bearer c");
    assertThat(Token.find(null, Map.of("WINNOW_TOKEN", " "), null)).isEmpty();
  }

  @Test
  void shouldNeverShowTheTokenWhenItIsPrintedOrWrong() {
    Connection connection = Connection.find(Map.of(), Map.of("WINNOW_TOKEN", "s3cret"), folder);

    assertThat(connection.toString()).doesNotContain("s3cret");
    assertThat(connection.token().orElseThrow()).hasToString("***");
    assertThat(connection.others()).doesNotContainValue("s3cret");
    assertThatThrownBy(() -> Token.find(null, Map.of("WINNOW_TOKEN", "s3cret\r\nX: y"), null))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("WINNOW_TOKEN")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void shouldNameTheSourceWhenTheFileCannotBeRead() {
    assertThatThrownBy(() -> Token.find("none", Map.of(), null))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("--token-file");
  }

  @Test
  void shouldShowTheTokenWhenThereIsOne() throws Exception {
    AtomicReference<String> header = new AtomicReference<>();
    serve(200, header);

    client(Map.of("WINNOW_TOKEN", "t")).tasks();
    assertThat(header).hasValue("Bearer t");
    client(Map.of()).tasks();
    assertThat(header).hasNullValue();
  }

  @ParameterizedTest
  @CsvSource({
    "401, '', asks for a token, WINNOW_TOKEN, false",
    "401, t, does not take the token, new one, false",
    "403, t, does not allow, more rights, false",
    "429, t, cannot answer, moment, true",
    "503, t, cannot answer, moment, true"
  })
  void shouldSayTheMendWhenTheServerRefuses(
      int status, String token, String message, String mend, boolean worthRetrying)
      throws Exception {
    serve(status, new AtomicReference<>());

    assertThatThrownBy(() -> client(Map.of("WINNOW_TOKEN", token)).tasks())
        .isInstanceOfSatisfying(
            ClientException.class,
            failure -> {
              assertThat(failure).hasMessageContaining(message);
              assertThat(failure.mend()).contains(mend);
              assertThat(failure.worthRetrying()).isEqualTo(worthRetrying);
            });
  }

  private Server client(Map<String, String> environment) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Server(Connection.find(Map.of(Connection.SERVER, url), environment, folder));
  }

  private void serve(int status, AtomicReference<String> header) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        http -> {
          header.set(
              Optional.ofNullable(http.getRequestHeaders().getFirst("Authorization")).orElse(null));
          byte[] body = "{\"detail\":\"because\"}".getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(status, body.length);
          http.getResponseBody().write(body);
          http.close();
        });
    server.start();
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
