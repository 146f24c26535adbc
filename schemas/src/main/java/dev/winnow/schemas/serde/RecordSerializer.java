package dev.winnow.schemas.serde;

import dev.winnow.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes generated records in Confluent's wire format. The schema of a type is registered when its
 * first record is written. Many threads can use one serializer.
 *
 * @param <T> what the records have in common; the record itself where there is one type
 */
public final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {
  private static final ThreadLocal<RecordOutput> OUTPUT =
      ThreadLocal.withInitial(RecordOutput::new);

  private final SchemaRegistry registry;
  private final Map<Class<?>, Published<? extends T>> types;
  private final Map<Class<?>, Writer> writers = new ConcurrentHashMap<>();

  /**
   * Makes a serializer for a closed set of types.
   *
   * @param registry where the schemas are registered
   * @param types the types, at least one
   */
  public RecordSerializer(SchemaRegistry registry, List<? extends Published<? extends T>> types) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.types = types.stream().collect(Collectors.toMap(Published::type, Function.identity()));
  }

  /**
   * Writes a record.
   *
   * @param topic named in errors only: the subject belongs to the record's type
   * @param value the record, or null for a tombstone
   * @throws SerializationException if the record is not of this serializer's types or is not
   *     complete
   */
  @Override
  public byte[] serialize(String topic, T value) {
    if (value == null) {
      return null;
    }
    Writer writer = writers.get(value.getClass());
    if (writer == null) {
      writer = open(topic, value.getClass());
    }
    RecordOutput out = OUTPUT.get();
    out.start();
    if (!(value instanceof CodedRecord record && isWritten(record, out))) {
      // Of what cannot be written Avro says which value it is, and what is wrong with it.
      out.start();
      writeByAvro(writer, topic, value, out);
    }
    return out.finish(writer.id);
  }

  private static boolean isWritten(CodedRecord record, RecordOutput out) {
    try {
      record.writeFields(out);
      return true;
    } catch (AvroRuntimeException
        | NullPointerException
        | ClassCastException
        | ArithmeticException e) {
      return false;
    }
  }

  private static void writeByAvro(
      Writer writer, String topic, SpecificRecord value, RecordOutput out) {
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      writer.datum.write(value, encoder);
      encoder.flush();
    } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
      throw new SerializationException(
          "a %s for topic %s cannot be written: %s"
              .formatted(value.getSchema().getFullName(), topic, e.getMessage()),
          e);
    }
  }

  private Writer open(String topic, Class<?> type) {
    Published<? extends T> published = types.get(type);
    if (published == null) {
      throw new SerializationException(
          "topic %s takes %s, not %s".formatted(topic, names(), type.getName()));
    }
    int id = registry.register(published.subject(), published.schema());
    Writer writer =
        new Writer(id, new SpecificDatumWriter<>(published.schema(), published.model()));
    writers.put(type, writer);
    return writer;
  }

  private String names() {
    return types.values().stream()
        .map(each -> each.schema().getFullName())
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private record Writer(int id, DatumWriter<Object> datum) {}
}
