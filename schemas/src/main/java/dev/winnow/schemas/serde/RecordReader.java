package dev.winnow.schemas.serde;

import java.io.IOException;
import java.lang.reflect.Constructor;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** How records of one schema are read. Many threads can use one. */
interface RecordReader<T extends SpecificRecord> {
  /**
   * Reads a record from after the header to the end.
   *
   * @throws IOException if the bytes end too early, and so are most of the exceptions that {@link
   *     RecordBytes} and Avro throw otherwise
   */
  T read(byte[] bytes) throws IOException;

  /**
   * A reader of what was written with a schema. The record reads itself if its layout is that of
   * the schema: the same by Avro's canonical form, which leaves out documentation, aliases and
   * defaults, none of which has a part in the bytes.
   */
  static <T extends SpecificRecord> RecordReader<T> of(Schema written, Published<T> published) {
    boolean isOwn =
        CodedRecord.class.isAssignableFrom(published.type())
            && SchemaNormalization.toParsingForm(written)
                .equals(SchemaNormalization.toParsingForm(published.schema()));
    return isOwn ? new Own<>(published.type()) : new Resolved<>(written, published);
  }

  private static void checkEnd(boolean isEnd) {
    if (!isEnd) {
      throw new AvroRuntimeException("there are bytes past the end");
    }
  }

  /** Lets the record read itself. */
  final class Own<T extends SpecificRecord> implements RecordReader<T> {
    private final Constructor<T> constructor;

    Own(Class<T> type) {
      try {
        constructor = type.getConstructor();
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(type + " was not generated", e);
      }
    }

    @Override
    public T read(byte[] bytes) {
      T record;
      try {
        record = constructor.newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(constructor + " does not work", e);
      }
      RecordBytes in = new RecordBytes(bytes, WireFormat.HEADER);
      ((CodedRecord) record).readFields(in);
      checkEnd(in.isEnd());
      return record;
    }
  }

  /** Lets Avro resolve what was written with another schema. */
  final class Resolved<T extends SpecificRecord> implements RecordReader<T> {
    private static final ThreadLocal<BinaryDecoder> DECODER = new ThreadLocal<>();

    private final DatumReader<T> datum;

    Resolved(Schema written, Published<T> published) {
      datum = new SpecificDatumReader<>(written, published.schema(), published.model());
    }

    @Override
    public T read(byte[] bytes) throws IOException {
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER, DECODER.get());
      DECODER.set(decoder);
      T record = datum.read(null, decoder);
      checkEnd(decoder.isEnd());
      return record;
    }
  }
}
