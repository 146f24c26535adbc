package dev.winnow.benchmarks.boards;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The HTTP server that the streams application has, with nothing in it: each request gets the same
 * bytes. What is built on it cannot be faster.
 */
public final class BareJetty implements Contender {
  private static final String HOST = "127.0.0.1";

  @Override
  public Measured run(Options options) throws Exception {
    int bytes = options.number("bytes");
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(HOST);
    server.addConnector(connector);
    server.setHandler(new SameBytes(bytes));
    server.start();
    try {
      URI uri = URI.create("http://" + HOST + ":" + connector.getLocalPort());
      return Readers.measure(options, () -> new HttpReader(uri, "/"))
          .with("bytes an answer", bytes);
    } finally {
      server.stop();
    }
  }

  private static final class SameBytes extends Handler.Abstract.NonBlocking {
    private final byte[] body;

    SameBytes(int bytes) {
      body = new byte[bytes];
      Arrays.fill(body, (byte) ' ');
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
