package dev.winnow.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;

/**
 * Values of Avro's binary encoding, one after the other, out of an array. Generated records read
 * themselves from it, see {@link CodedRecord}.
 *
 * <p>Bytes that end too early are an {@link IndexOutOfBoundsException}, and those that mean nothing
 * an {@link AvroRuntimeException} or a {@link NumberFormatException}.
 */
public final class RecordBytes {
  private static final int INT_BITS = 35;
  private static final int LONG_BITS = 70;

  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int KEY_BITS = 7;

  /**
   * Keys that were read before: maps have the same few, such as names of metrics, in every record.
   * Two have a place together, so that it does no harm if two in use have the same. Any thread may
   * put another one in the place of one, and it does not matter which is found.
   */
  private static final Key[] KEYS = new Key[2 << KEY_BITS];

  private static final int LONGEST_KEY = 32;

  private final byte[] bytes;
  private int at;

  RecordBytes(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  /** Whether nothing is left. */
  boolean isEnd() {
    return at == bytes.length;
  }

  /** The next int, or the number of an enum's symbol. */
  public int readInt() {
    int next = bytes[at++];
    if (next >= 0) {
      return next >>> 1 ^ -(next & 1);
    }
    int value = next & 0x7f;
    for (int shift = 7; next < 0; shift += 7) {
      if (shift == INT_BITS) {
        throw new AvroRuntimeException("a number is too long");
      }
      next = bytes[at++];
      value |= (next & 0x7f) << shift;
    }
    return value >>> 1 ^ -(value & 1);
  }

  /** The next long. */
  public long readLong() {
    int next = bytes[at++];
    if (next >= 0) {
      return next >>> 1 ^ -(next & 1);
    }
    long value = next & 0x7f;
    for (int shift = 7; next < 0; shift += 7) {
      if (shift == LONG_BITS) {
        throw new AvroRuntimeException("a number is too long");
      }
      next = bytes[at++];
      value |= (next & 0x7fL) << shift;
    }
    return value >>> 1 ^ -(value & 1);
  }

  /** The next double. */
  public double readDouble() {
    return (double) DOUBLES.get(bytes, take(Double.BYTES));
  }

  /** The next boolean. */
  public boolean readBoolean() {
    return bytes[at++] == 1;
  }

  /** The next text. */
  public String readString() {
    int length = readLength();
    return length == 0 ? "" : new String(bytes, take(length), length, UTF_8);
  }

  /** The next bytes, copied. */
  public ByteBuffer readBytes() {
    int length = readLength();
    int start = take(length);
    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + length));
  }

  /** The next point of time, of logical type timestamp-millis. */
  public Instant readInstant() {
    return Instant.ofEpochMilli(readLong());
  }

  /** The next day, of logical type date. */
  public LocalDate readDate() {
    return LocalDate.ofEpochDay(readInt());
  }

  /** The next decimal number. */
  public BigDecimal readDecimal(int scale) {
    int length = readLength();
    int start = take(length);
    if (length == 0) {
      throw new NumberFormatException("a decimal number has no bytes");
    }
    if (length > Long.BYTES) {
      return new BigDecimal(new BigInteger(bytes, start, length), scale);
    }
    long unscaled = bytes[start];
    for (int i = 1; i < length; i++) {
      unscaled = unscaled << 8 | bytes[start + i] & 0xff;
    }
    return BigDecimal.valueOf(unscaled, scale);
  }

  /** What to throw where a union has no branch of the number that was read. */
  public AvroRuntimeException noBranch() {
    return new AvroRuntimeException("a union has no such branch");
  }

  /** The next array. */
  public <T> List<T> readList(Function<RecordBytes, T> reader) {
    int count = readCount();
    List<T> list = new ArrayList<>(count);
    while (count > 0) {
      for (int i = 0; i < count; i++) {
        list.add(reader.apply(this));
      }
      count = readCount();
    }
    return list;
  }

  /** The next map. */
  public <T> Map<String, T> readMap(Function<RecordBytes, T> reader) {
    int count = readCount();
    // Most have two or three, for which the usual table of 16 is much to clear. What only says that
    // it has millions gets no table for them.
    Map<String, T> map = new HashMap<>(Math.min(count, 64) * 4 / 3 + 1);
    for (; count > 0; count = readCount()) {
      for (int i = 0; i < count; i++) {
        map.put(readKey(), reader.apply(this));
      }
    }
    return map;
  }

  /** How many items a block of an array or map has. */
  private int readCount() {
    long count = readLong();
    if (count < 0) {
      // The block's size in bytes follows, for those who skip it.
      readLong();
      count = -count;
    }
    // An item is a byte at least, so more than there are bytes is nonsense that would take memory.
    if (count < 0 || count > bytes.length - at) {
      throw new AvroRuntimeException("a block has " + count + " items");
    }
    return (int) count;
  }

  private String readKey() {
    int length = readLength();
    if (length == 0) {
      return "";
    }
    int start = take(length);
    if (length > LONGEST_KEY) {
      return new String(bytes, start, length, UTF_8);
    }
    // The two overlap, or leave out what is between them; up to 16 bytes they are the whole key.
    long first;
    long last;
    if (length >= Long.BYTES) {
      first = (long) LONGS.get(bytes, start);
      last = (long) LONGS.get(bytes, at - Long.BYTES);
    } else if (length >= Integer.BYTES) {
      first = (int) INTS.get(bytes, start);
      last = (int) INTS.get(bytes, at - Integer.BYTES);
    } else {
      first = bytes[start] << Byte.SIZE | bytes[start + length / 2] & 0xff;
      last = bytes[at - 1];
    }
    // By the golden ratio, so that the upper bits depend on all.
    int place =
        (int) ((first + 31 * last + length) * 0x9E3779B97F4A7C15L >>> Long.SIZE - KEY_BITS) << 1;
    Key newer = KEYS[place];
    if (newer != null && newer.is(first, last, bytes, start, at)) {
      return newer.text;
    }
    Key older = KEYS[place + 1];
    if (older != null && older.is(first, last, bytes, start, at)) {
      return older.text;
    }
    Key key =
        new Key(
            first,
            last,
            Arrays.copyOfRange(bytes, start, at),
            new String(bytes, start, length, UTF_8));
    KEYS[place + 1] = newer;
    KEYS[place] = key;
    return key.text;
  }

  private int readLength() {
    long length = readLong();
    if (length < 0 || length > bytes.length - at) {
      throw new AvroRuntimeException("a length is " + length);
    }
    return (int) length;
  }

  private int take(int length) {
    int start = at;
    at = start + length;
    return start;
  }

  private record Key(long first, long last, byte[] bytes, String text) {
    boolean is(long first, long last, byte[] other, int from, int to) {
      return this.first == first
          && this.last == last
          && bytes.length == to - from
          && (bytes.length <= 2 * Long.BYTES
              || Arrays.equals(bytes, 0, bytes.length, other, from, to));
    }
  }
}
