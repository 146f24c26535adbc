package dev.winnow.schemas.serde;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * A growing array that one thread fills again and again. Unlike {@link
 * java.io.ByteArrayOutputStream} it takes no lock.
 */
final class ReusableBytes extends OutputStream {
  private static final int START = 1024;
  // One huge record must not hold its memory for the life of the thread.
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[START];
  private int size;

  void start() {
    if (bytes.length > KEPT) {
      bytes = new byte[START];
    }
    size = WireFormat.HEADER;
  }

  byte[] finish(int id) {
    byte[] result = Arrays.copyOf(bytes, size);
    WireFormat.writeHeader(result, id);
    return result;
  }

  @Override
  public void write(int b) {
    ensure(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }
}
