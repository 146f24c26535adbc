package dev.winnow.schemas.serde;

import dev.winnow.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records in Confluent's wire format into generated classes. The schema that a record was
 * written with is looked up by its id, once; which class it becomes is told by that schema's full
 * name. Many threads can use one deserializer.
 *
 * @param <T> what the records have in common; the record itself where there is one type
 */
public final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private final SchemaRegistry registry;
  private final List<? extends Published<? extends T>> types;
  private final Map<Integer, Reader<T>> readers = new ConcurrentHashMap<>();
  // Nearly every record of a topic has the id of the record before it.
  private volatile Reader<T> last;

  /**
   * Makes a deserializer for a closed set of types.
   *
   * @param registry where the schemas are looked up
   * @param types the types, at least one; others are refused
   */
  public RecordDeserializer(SchemaRegistry registry, List<? extends Published<? extends T>> types) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.types = List.copyOf(types);
  }

  /**
   * Reads a record.
   *
   * @param topic named in errors only
   * @param bytes the record, or null for a tombstone
   * @throws SerializationException if the bytes are not a record of this deserializer's types
   */
  @Override
  public T deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = WireFormat.readId(topic, bytes);
    Reader<T> reader = last;
    if (reader == null || reader.id != id) {
      reader = readers.get(id);
      if (reader == null) {
        reader = open(topic, id);
      }
      last = reader;
    }
    try {
      return reader.records.read(bytes);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException
        | NumberFormatException
        | ArithmeticException
        | ClassCastException
        | NegativeArraySizeException e) {
      throw new SerializationException(
          "value of topic %s with schema %d is not a whole %s: %s"
              .formatted(topic, id, reader.name, e.getMessage()),
          e);
    }
  }

  private Reader<T> open(String topic, int id) {
    Schema written = registry.byId(id);
    String name = written.getType() == Schema.Type.RECORD ? written.getFullName() : null;
    for (Published<? extends T> each : types) {
      if (each.schema().getFullName().equals(name)
          || each.schema().getType() == Schema.Type.RECORD
              && each.schema().getAliases().contains(name)) {
        Reader<T> reader = new Reader<>(id, name, RecordReader.of(written, each));
        readers.put(id, reader);
        return reader;
      }
    }
    throw new SerializationException(
        "value of topic %s has schema %d, a %s; expected %s"
            .formatted(
                topic,
                id,
                name == null ? written.getType().getName() : name,
                types.stream()
                    .map(each -> each.schema().getFullName())
                    .collect(Collectors.joining(" or "))));
  }

  private record Reader<T>(int id, String name, RecordReader<? extends T> records) {}
}
