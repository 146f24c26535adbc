package dev.winnow.schemas.serde;

import dev.winnow.schemas.registry.SchemaRegistry;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes and reads generated records in Confluent's wire format.
 *
 * @param <T> what the records have in common; the record itself where there is one type
 */
public final class RecordSerde<T extends SpecificRecord> implements Serde<T> {
  private final RecordSerializer<T> serializer;
  private final RecordDeserializer<T> deserializer;

  /**
   * Makes a serde for a closed set of types.
   *
   * @param registry where the schemas are registered and looked up
   * @param types the types, at least one
   */
  public RecordSerde(SchemaRegistry registry, List<? extends Published<? extends T>> types) {
    serializer = new RecordSerializer<>(registry, types);
    deserializer = new RecordDeserializer<>(registry, types);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }
}
