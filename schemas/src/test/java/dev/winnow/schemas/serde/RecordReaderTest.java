package dev.winnow.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Records;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.released.GeneratedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What records read by themselves is what Avro reads. */
class RecordReaderTest {
  private static final int DRAWN = 8;
  private static final long SEED = 20030609;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Collection<Class<? extends SpecificRecord>> records() throws Exception {
    return GeneratedRecords.types();
  }

  @ParameterizedTest
  @MethodSource("records")
  <T extends SpecificRecord> void shouldReadWhatAvroReads(Class<T> type) throws Exception {
    Published<T> published = Published.of(type, "s");
    for (Object drawn : new RandomData(published.schema(), DRAWN, SEED)) {
      for (boolean isBlocked : new boolean[] {false, true}) {
        byte[] bytes = written(published.schema(), drawn, isBlocked);
        Object expected =
            outcome(new RecordReader.Resolved<>(published.schema(), published), bytes);
        assertThat(outcome(RecordReader.of(published.schema(), published), bytes))
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  <T extends SpecificRecord> void shouldReadOrRefuseAnyFlippedByteAsAvroDoes(Class<T> type)
      throws Exception {
    Published<T> published = Published.of(type, "s");
    RecordReader<T> own = RecordReader.of(published.schema(), published);
    RecordReader<T> resolved = new RecordReader.Resolved<>(published.schema(), published);
    Random random = new Random(SEED);
    for (Object drawn : new RandomData(published.schema(), DRAWN, SEED + 1)) {
      byte[] bytes = written(published.schema(), drawn, false);
      for (int i = 0; i < DRAWN && bytes.length > WireFormat.HEADER; i++) {
        byte[] flipped = bytes.clone();
        int place = WireFormat.HEADER + random.nextInt(bytes.length - WireFormat.HEADER);
        flipped[place] ^= (byte) (1 + random.nextInt(255));
        assertThat(outcome(own, flipped)).isEqualTo(outcome(resolved, flipped));
        byte[] cut = Arrays.copyOf(bytes, place);
        assertThat(outcome(own, cut)).isEqualTo(outcome(resolved, cut)).isEqualTo("refused");
      }
    }
  }

  @Property
  void shouldTellAnyKeysOfMapsApart(@ForAll List<@From("keys") String> keys) throws Exception {
    Published<Sample> published = Published.of(Sample.class, "s");
    RecordReader<Sample> reader = RecordReader.of(published.schema(), published);
    for (String key : keys) {
      Sample sample = new Sample(new HashMap<>(Map.of(key, 1.5)), 7L);
      assertThat(reader.read(written(published.schema(), sample, false))).isEqualTo(sample);
    }
  }

  /** Few letters, so that many are alike; of one to three bytes. */
  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings().withChars("aµõ日闥").ofMaxLength(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100})
  void shouldTellKeysOfMapsApart(int length) throws Exception {
    Published<Sample> published = Published.of(Sample.class, "s");
    RecordReader<Sample> reader = RecordReader.of(published.schema(), published);
    // Many more than are kept, alike but for one letter each, in a place that differs.
    for (int round = 0; round < 2; round++) {
      for (int place = 0; place < length; place++) {
        for (char letter : "abcxyz.é".toCharArray()) {
          String key = "k".repeat(place) + letter + "k".repeat(length - place - 1);
          Sample sample = new Sample(new HashMap<>(Map.of(key, 1.5, "", 2.0)), 7L);
          assertThat(reader.read(written(published.schema(), sample, false))).isEqualTo(sample);
        }
      }
    }
  }

  @Test
  void shouldLetTheRecordReadItselfWhenOnlyDocumentationDiffers() throws Exception {
    Published<?> published = Published.of(Records.leaderboard().getClass(), "s");
    String text = published.schema().toString();
    String other = text.replace("The best of one task so far", "Something else");

    assertThat(other).isNotEqualTo(text);
    Schema bare = new Schema.Parser().parse(other);
    assertThat(RecordReader.of(bare, published)).isInstanceOf(RecordReader.Own.class);
  }

  @Test
  void shouldLetAvroResolveWhenASymbolIsAnother() throws Exception {
    Published<?> published = Published.of(Records.attemptResult().getClass(), "s");
    Schema older =
        new Schema.Parser().parse(published.schema().toString().replace("\"TIMED_OUT\",", ""));

    assertThat(RecordReader.of(older, published)).isInstanceOf(RecordReader.Resolved.class);
  }

  private static byte[] written(Schema schema, Object drawn, boolean isBlocked) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(new byte[WireFormat.HEADER]);
    EncoderFactory encoders = new EncoderFactory().configureBlockSize(64);
    BinaryEncoder encoder =
        isBlocked ? encoders.blockingBinaryEncoder(out, null) : encoders.binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(drawn, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** The record, and what becomes of it when it is written again; maps have any order. */
  private static Object outcome(RecordReader<?> reader, byte[] bytes) {
    SpecificRecord record;
    try {
      record = reader.read(bytes);
    } catch (IOException | RuntimeException e) {
      return "refused";
    }
    return List.of(tree(record), again(record));
  }

  private static JsonNode tree(SpecificRecord record) {
    try {
      return JSON.readTree(SpecificData.getForClass(record.getClass()).toString(record));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String again(SpecificRecord record) {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(
              record.getSchema(), SpecificData.getForClass(record.getClass()))
          .write(record, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      return "cannot be written";
    }
    return out.size() + " bytes";
  }
}
