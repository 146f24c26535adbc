package dev.winnow.worker.process;

import java.nio.charset.StandardCharsets;

/** Keeps the last bytes of a stream, whatever its length. Safe for use by several threads. */
final class Tail implements OutputSink {
  private final byte[] ring;
  private long total;

  /**
   * @param capacity how many bytes are kept, at least 1
   */
  Tail(int capacity) {
    ring = new byte[capacity];
  }

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    int from = Math.max(0, length - ring.length);
    total += from;
    while (from < length) {
      int at = (int) (total % ring.length);
      int count = Math.min(length - from, ring.length - at);
      System.arraycopy(buffer, from, ring, at, count);
      from += count;
      total += count;
    }
  }

  /** What was kept, as UTF-8; says how much went before, and begins with a whole line if it did. */
  synchronized String text() {
    if (total <= ring.length) {
      return new String(ring, 0, (int) total, StandardCharsets.UTF_8);
    }
    int start = (int) (total % ring.length);
    byte[] ordered = new byte[ring.length];
    System.arraycopy(ring, start, ordered, 0, ring.length - start);
    System.arraycopy(ring, 0, ordered, ring.length - start, start);
    String text = new String(ordered, StandardCharsets.UTF_8);
    int line = text.indexOf('\n');
    return "[" + total + " bytes of output; the end:]\n" + text.substring(line < 0 ? 0 : line + 1);
  }
}
