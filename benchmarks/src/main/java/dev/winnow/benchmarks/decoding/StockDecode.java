package dev.winnow.benchmarks.decoding;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads as {@code KafkaAvroDeserializer} does with {@code specific.avro.reader}: magic byte, id,
 * the schema of that id from a cache, a {@link SpecificDatumReader} for it from a cache, and a
 * binary decoder over the rest.
 */
public final class StockDecode implements Contender {
  @Override
  public Measured run(Options options) {
    return new Decoding().run(options, Stock::new);
  }

  private static final class Stock implements Deserializer<Object> {
    private final SchemaRegistry registry;
    private final Schema expected;
    private final SpecificData model;
    private final DecoderFactory decoders = DecoderFactory.get();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<Object>> readers = new ConcurrentHashMap<>();

    Stock(SchemaRegistry registry, Class<? extends SpecificRecord> kind) {
      this.registry = registry;
      this.model = SpecificData.getForClass(kind);
      this.expected = model.getSchema(kind);
    }

    @Override
    public Object deserialize(String topic, byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (buffer.get() != 0) {
        throw new IllegalArgumentException("unknown magic byte");
      }
      int id = buffer.getInt();
      Schema written = schemas.computeIfAbsent(id, registry::byId);
      DatumReader<Object> reader =
          readers.computeIfAbsent(id, any -> new SpecificDatumReader<>(written, expected, model));
      int start = buffer.position() + buffer.arrayOffset();
      try {
        return reader.read(
            null, decoders.binaryDecoder(buffer.array(), start, buffer.remaining(), null));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
