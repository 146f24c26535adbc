package dev.winnow.benchmarks.boards;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the best of a sorted set, by Redis' own protocol (RESP 2). No library is between: it takes
 * the answer in and makes no object of it.
 */
final class RedisReader implements Readers.Reader {
  static final String KEY = "board";

  private final KeptConnection connection;
  private final byte[] request;

  RedisReader(int port, int limit) throws IOException {
    connection = new KeptConnection(port);
    request = command("ZREVRANGE", KEY, "0", String.valueOf(limit - 1), "WITHSCORES");
  }

  /** A command as it is sent. */
  static byte[] command(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  /** Has a command done whose answer is one line. */
  String ask(String... words) throws IOException {
    connection.send(command(words));
    return connection.line();
  }

  @Override
  public long read() throws IOException {
    int values = begin();
    long bytes = 0;
    for (int i = 0; i < values; i++) {
      int length = length();
      connection.skip(length + 2);
      bytes += length;
    }
    return bytes;
  }

  /** Reads it and keeps the members, each without its score. */
  List<String> members() throws IOException {
    int values = begin();
    List<String> members = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      String value = connection.text(length());
      connection.skip(2);
      if (i % 2 == 0) {
        members.add(value);
      }
    }
    return members;
  }

  private int begin() throws IOException {
    connection.send(request);
    require('*');
    return connection.number();
  }

  private int length() throws IOException {
    require('$');
    return connection.number();
  }

  private void require(char expected) throws IOException {
    int next = connection.next();
    if (next != expected) {
      throw new IOException("Redis answered '" + (char) next + connection.line() + "'");
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
