package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GitHubHttpTest {
  @Test
  void shouldNotWaitForEverWhenABodyStalls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Boolean> isCutOff = CompletableFuture.supplyAsync(() -> stall(server));
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
      Connections connections = new Connections(url, Clock.systemUTC(), Duration.ofSeconds(3));
      GitHubLogin login = new TokenLogin(connections, "ghs_test");

      GitHubUnavailableException failure =
          catchThrowableOfType(
              GitHubUnavailableException.class,
              () ->
                  GitHubFailures.told(
                      () -> login.gitHub(Reports.report().build()).getRepository("acme/shop")));

      assertThat(failure).hasMessageContaining("within 3000 ms");
      assertThat(failure.kind()).isEqualTo(GitHubUnavailableException.Kind.OUTAGE);
      assertThat(isCutOff.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Begins an answer, and waits for the client to go. */
  private static boolean stall(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // The request.
      }
      return true;
    } catch (IOException e) {
      return true;
    }
  }
}
