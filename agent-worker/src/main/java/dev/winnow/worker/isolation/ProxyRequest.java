package dev.winnow.worker.isolation;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a client asks of an HTTP proxy: a tunnel (CONNECT), or one request in absolute form. */
final class ProxyRequest {
  private static final int LARGEST_HEAD = 16 * 1024;
  private static final String LINE_END = "\r\n";
  private static final int HTTP = 80;

  private final String host;
  private final int port;
  private final boolean isTunnel;
  private final byte[] first;

  private ProxyRequest(String host, int port, boolean isTunnel, byte[] first) {
    this.host = host;
    this.port = port;
    this.isTunnel = isTunnel;
    this.first = first;
  }

  /**
   * Reads a request up to the end of its head, and what came with it.
   *
   * @throws IOException if it is none
   */
  static ProxyRequest read(SocketChannel client) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST_HEAD);
    int end = -1;
    while (end < 0) {
      int seen = Math.max(0, buffer.position() - 3);
      if (!buffer.hasRemaining() || client.read(buffer) < 0) {
        throw new EOFException("no request");
      }
      end = endOfHead(buffer, seen);
    }
    String all = text(buffer);
    int lineEnd = all.indexOf(LINE_END);
    String[] line = all.substring(0, lineEnd).split(" ");
    if (line.length != 3) {
      throw new IOException("no request line");
    }
    String body = all.substring(end + 2 * LINE_END.length());
    if (line[0].equals("CONNECT")) {
      int colon = line[1].lastIndexOf(':');
      String host = line[1].substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
      return new ProxyRequest(
          host, Integer.parseInt(line[1].substring(colon + 1)), true, bytes(body));
    }
    URI uri = URI.create(line[1]);
    if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IOException("no absolute http URL");
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String head =
        line[0] + " " + path + query + " " + line[2] + headers(all.substring(lineEnd, end));
    return new ProxyRequest(
        uri.getHost().replaceAll("[\\[\\]]", ""),
        uri.getPort() < 0 ? HTTP : uri.getPort(),
        false,
        bytes(head + LINE_END + LINE_END + body));
  }

  private static int endOfHead(ByteBuffer buffer, int from) {
    for (int at = from; at + 3 < buffer.position(); at++) {
      if (buffer.get(at) == '\r'
          && buffer.get(at + 1) == '\n'
          && buffer.get(at + 2) == '\r'
          && buffer.get(at + 3) == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** The one request only: the next on the same connection could be for another host. */
  private static String headers(String lines) {
    StringBuilder kept = new StringBuilder(LINE_END + "Connection: close");
    for (String line : lines.split(LINE_END)) {
      String name = line.toLowerCase(Locale.ROOT);
      if (!line.isEmpty() && !name.startsWith("proxy-") && !name.startsWith("connection:")) {
        kept.append(LINE_END).append(line);
      }
    }
    return kept.toString();
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** Answers a client that asked for a tunnel, and hands on what has been read. */
  void begin(SocketChannel client, SocketChannel upstream) throws IOException {
    if (isTunnel) {
      write(client, bytes("HTTP/1.1 200 Connection established" + LINE_END + LINE_END));
    }
    write(upstream, first);
  }

  /** Answers a client that gets nothing else. */
  static void answer(SocketChannel client, String status, String text) throws IOException {
    byte[] body = bytes(text + "\n");
    String head =
        "HTTP/1.1 "
            + status
            + LINE_END
            + "Content-Type: text/plain"
            + LINE_END
            + "Content-Length: "
            + body.length
            + LINE_END
            + "Connection: close"
            + LINE_END
            + LINE_END;
    write(client, bytes(head));
    write(client, body);
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static String text(ByteBuffer buffer) {
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
