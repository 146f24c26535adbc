package dev.winnow.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Between a client and a server that says back what it is told. */
@Timeout(30)
class TcpProxyTest {
  private static final int SHORT_MS = 300;
  private static final boolean SILENT = true;
  private static final boolean REFUSING = false;

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread echo = new Thread(this::accept, "echo");
    echo.setDaemon(true);
    echo.start();
    proxy = TcpProxy.start(0, server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void shouldPassOnWhatIsSaidWhenNothingIsCut() throws IOException {
    try (Socket client = connect()) {
      assertThat(echo(client, 'a')).isEqualTo('a');
      assertThat(echo(client, 'b')).isEqualTo('b');
    }
  }

  @Test
  void shouldEndConnectionsAndTakeNoneWhenItRefuses() throws IOException {
    try (Socket before = connect()) {
      assertThat(echo(before, 'a')).isEqualTo('a');

      proxy.cut(REFUSING);

      assertThat(isEnded(before)).isTrue();
      try (Socket meanwhile = connect()) {
        assertThat(isEnded(meanwhile)).isTrue();
      }
    }
  }

  @Test
  void shouldKeepConnectionsSilentUntilItIsMendedWhenItSwallows() throws IOException {
    try (Socket before = connect()) {
      assertThat(echo(before, 'a')).isEqualTo('a');
      proxy.cut(SILENT);
      before.setSoTimeout(SHORT_MS);
      before.getOutputStream().write('b');
      assertThatThrownBy(() -> before.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      proxy.mend(SILENT);

      before.setSoTimeout(0);
      assertThat(before.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void shouldTakeConnectionsAgainWhenItIsMended() throws IOException {
    proxy.cut(REFUSING);
    proxy.mend(REFUSING);

    try (Socket client = connect()) {
      assertThat(echo(client, 'a')).isEqualTo('a');
    }
  }

  @Test
  void shouldStayCutWhenOneOfTwoCutsIsMended() throws IOException {
    proxy.cut(REFUSING);
    proxy.cut(REFUSING);

    proxy.mend(REFUSING);

    try (Socket client = connect()) {
      assertThat(isEnded(client)).isTrue();
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static int echo(Socket client, int said) throws IOException {
    client.getOutputStream().write(said);
    return client.getInputStream().read();
  }

  /** A reset is an end too. */
  private static boolean isEnded(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket client = server.accept();
        Thread echo = new Thread(() -> echo(client), "echo");
        echo.setDaemon(true);
        echo.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      return;
    }
  }
}
