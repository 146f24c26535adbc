package dev.winnow.benchmarks.boards;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A connection to a server of this host that is kept, with what both protocols need to be read. */
final class KeptConnection implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;

  KeptConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  void send(byte[] request) throws IOException {
    out.write(request);
  }

  /** One line, without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = next(); next != '\n'; next = next()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** The number in the rest of a line. */
  int number() throws IOException {
    int number = 0;
    for (int next = next(); next != '\r'; next = next()) {
      number = 10 * number + next - '0';
    }
    next();
    return number;
  }

  int next() throws IOException {
    if (at == filled) {
      fill();
    }
    return buffer[at++];
  }

  /** Reads so many bytes and has no further use for them. */
  void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > filled - at) {
      left -= filled - at;
      fill();
    }
    at += left;
  }

  String text(int bytes) throws IOException {
    byte[] text = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      text[i] = (byte) next();
    }
    return new String(text, ISO_8859_1);
  }

  private void fill() throws IOException {
    at = 0;
    filled = in.read(buffer);
    if (filled < 0) {
      throw new EOFException("the server has closed the connection");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
