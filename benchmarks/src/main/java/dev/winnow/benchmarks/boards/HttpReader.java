package dev.winnow.benchmarks.boards;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Reads a board over HTTP/1.1 on a connection that is kept: it takes the answer in and makes no
 * object of it, as {@link RedisReader} does.
 */
final class HttpReader implements Readers.Reader {
  private static final String LENGTH = "content-length: ";
  private static final String IN_CHUNKS = "transfer-encoding: chunked";

  private final KeptConnection connection;
  private final byte[] request;

  HttpReader(URI server, String path) throws IOException {
    connection = new KeptConnection(server.getPort());
    request =
        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(path, server.getAuthority())
            .getBytes(ISO_8859_1);
  }

  /** Takes a part of the body from the connection. */
  @FunctionalInterface
  private interface Taker {
    void take(int bytes) throws IOException;
  }

  @Override
  public long read() throws IOException {
    return read(connection::skip);
  }

  /** Reads it and keeps the body. */
  String body() throws IOException {
    StringBuilder body = new StringBuilder();
    read(bytes -> body.append(connection.text(bytes)));
    return body.toString();
  }

  private long read(Taker taker) throws IOException {
    connection.send(request);
    String status = connection.line();
    if (!status.equals("HTTP/1.1 200 OK")) {
      throw new IOException(status);
    }
    int length = -1;
    boolean isInChunks = false;
    for (String header = connection.line(); !header.isEmpty(); header = connection.line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      isInChunks |= lower.equals(IN_CHUNKS);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()));
      }
    }
    if (isInChunks) {
      return chunks(taker);
    }
    taker.take(length);
    return length;
  }

  private long chunks(Taker taker) throws IOException {
    long all = 0;
    while (true) {
      int length = Integer.parseInt(connection.line(), 16);
      taker.take(length);
      connection.skip(2);
      if (length == 0) {
        return all;
      }
      all += length;
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
