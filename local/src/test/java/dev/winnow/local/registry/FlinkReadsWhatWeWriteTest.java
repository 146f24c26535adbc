package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroDeserializationSchema;
import org.junit.jupiter.api.Test;

/**
 * Flink's Avro format for Confluent's registry has Confluent's own client and an Avro of its own
 * inside. It is given the bytes and the registry's address, and nothing else of Winnow's.
 */
class FlinkReadsWhatWeWriteTest {
  /** Knows one field and nothing of the others: the rest must come from the writer's schema. */
  private static final String READER =
      """
      {"type": "record", "name": "Leaderboard", "namespace": "dev.winnow.schemas", "fields": [
        {"name": "version", "type": "long"}]}
      """;

  @Test
  void shouldReadALeaderboardWhoseSchemaItLooksUp() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(new MemoryLog(), 0)) {
      byte[] bytes = write(registry, Boards.one());

      GenericRecord board = read(registry, bytes, Leaderboard.getClassSchema().toString());

      assertThat(board.get("taskId")).hasToString("cache-contest");
      assertThat(board.get("version")).isEqualTo(3L);
      assertThat(board.get("updatedAt")).isEqualTo(Boards.one().getUpdatedAt().toEpochMilli());
      GenericRecord entry = (GenericRecord) ((List<?>) board.get("entries")).get(0);
      assertThat(entry.get("variant")).hasToString("lru");
      // Without a conversion a decimal is the bytes of its digits: 0.012300 at scale 6.
      ByteBuffer cost = (ByteBuffer) entry.get("cost");
      byte[] digits = new byte[cost.remaining()];
      cost.get(digits);
      assertThat(new BigInteger(digits)).isEqualTo(BigInteger.valueOf(12_300));
    }
  }

  @Test
  void shouldReadWithAReaderSchemaOfItsOwn() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(new MemoryLog(), 0)) {
      GenericRecord board = read(registry, write(registry, Boards.one()), READER);

      assertThat(board.getSchema().getFields()).hasSize(1);
      assertThat(board.get("version")).isEqualTo(3L);
    }
  }

  private static byte[] write(EmbeddedRegistry registry, Leaderboard board) {
    RegistryConfig config = RegistryConfig.of(Map.of(RegistryConfig.URL, registry.url()));
    Topic<String, Leaderboard> topic = new Topics(new RegistryClient(config)).leaderboards();
    return topic.value().serializer().serialize(topic.name(), board);
  }

  private static GenericRecord read(EmbeddedRegistry registry, byte[] bytes, String readerSchema)
      throws Exception {
    Schema schema = new Schema.Parser().parse(readerSchema);
    return ConfluentRegistryAvroDeserializationSchema.forGeneric(schema, registry.url())
        .deserialize(bytes);
  }
}
