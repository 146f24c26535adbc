package dev.winnow.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.avro.AvroRuntimeException;

/**
 * Values in Avro's binary encoding, one after the other, in an array that grows and that one thread
 * fills again and again. Generated records write themselves to it, see {@link CodedRecord}.
 */
public final class RecordOutput extends OutputStream {
  private static final int START = 1024;

  /** One huge record must not hold its memory for the life of the thread. */
  private static final int KEPT = 1 << 20;

  private static final int LONGEST_INT = 5;
  private static final int LONGEST_LONG = 10;

  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[START];
  private int size;

  RecordOutput() {}

  /** Begins a record, after room for the header. */
  void start() {
    if (bytes.length > KEPT) {
      bytes = new byte[START];
    }
    size = WireFormat.HEADER;
  }

  /** What was written since the start, with the header. */
  byte[] finish(int id) {
    byte[] result = Arrays.copyOf(bytes, size);
    WireFormat.writeHeader(result, id);
    return result;
  }

  /** Writes an int, the number of an enum's symbol, or that of a union's branch. */
  public void writeInt(int value) {
    int left = value << 1 ^ value >> 31;
    ensure(LONGEST_INT);
    while ((left & ~0x7f) != 0) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  /** Writes a long. */
  public void writeLong(long value) {
    long left = value << 1 ^ value >> 63;
    ensure(LONGEST_LONG);
    while ((left & ~0x7fL) != 0) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  /** Writes a double. */
  public void writeDouble(double value) {
    ensure(Double.BYTES);
    DOUBLES.set(bytes, size, value);
    size += Double.BYTES;
  }

  /** Writes a boolean. */
  public void writeBoolean(boolean value) {
    ensure(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  /** Writes a text. */
  public void writeString(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    writeInt(encoded.length);
    write(encoded, 0, encoded.length);
  }

  /** Writes what is left in a buffer, and leaves it there. */
  public void writeBytes(ByteBuffer buffer) {
    int length = buffer.remaining();
    writeInt(length);
    ensure(length);
    buffer.get(buffer.position(), bytes, size, length);
    size += length;
  }

  /** Writes a point of time, of logical type timestamp-millis. */
  public void writeInstant(Instant instant) {
    writeLong(instant.toEpochMilli());
  }

  /** Writes a day, of logical type date. */
  public void writeDate(LocalDate day) {
    writeInt((int) day.toEpochDay());
  }

  /**
   * Writes a decimal number.
   *
   * @throws ArithmeticException if it has more decimals than the scale
   * @throws AvroRuntimeException if it has more digits than the precision
   */
  public void writeDecimal(BigDecimal value, int precision, int scale) {
    BigDecimal scaled =
        value.scale() == scale ? value : value.setScale(scale, RoundingMode.UNNECESSARY);
    if (scaled.precision() > precision) {
      throw new AvroRuntimeException(value + " has more than " + precision + " digits");
    }
    byte[] unscaled = scaled.unscaledValue().toByteArray();
    writeInt(unscaled.length);
    write(unscaled, 0, unscaled.length);
  }

  /** Writes an array, in one block. */
  public <T> void writeList(List<T> list, BiConsumer<RecordOutput, T> writer) {
    if (!list.isEmpty()) {
      writeInt(list.size());
      for (T each : list) {
        writer.accept(this, each);
      }
    }
    writeInt(0);
  }

  /** Writes a map, in one block and in its own order. */
  public <T> void writeMap(Map<String, T> map, BiConsumer<RecordOutput, T> writer) {
    if (!map.isEmpty()) {
      writeInt(map.size());
      for (Map.Entry<String, T> each : map.entrySet()) {
        writeString(each.getKey());
        writer.accept(this, each.getValue());
      }
    }
    writeInt(0);
  }

  /** What to throw where a union has no branch for a value. */
  public AvroRuntimeException noBranch() {
    return new AvroRuntimeException("a union has no branch for a value");
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
