package dev.winnow.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Records;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.released.GeneratedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What records write by themselves is what Avro writes. */
class RecordWriterTest {
  private static final int DRAWN = 12;
  private static final long SEED = 20061011;

  static Collection<Class<? extends SpecificRecord>> records() throws Exception {
    return GeneratedRecords.types();
  }

  @ParameterizedTest
  @MethodSource("records")
  <T extends SpecificRecord> void shouldWriteWhatAvroWrites(Class<T> type) throws Exception {
    Published<T> published = Published.of(type, "s");
    RecordReader<T> reader = new RecordReader.Resolved<>(published.schema(), published);
    int written = 0;
    for (Object drawn : new RandomData(published.schema(), DRAWN, SEED)) {
      T record;
      try {
        record = reader.read(bytes(published.schema(), fitting(published.schema(), drawn)));
      } catch (IOException | RuntimeException e) {
        // What was drawn is no point of time that there is, for example.
        continue;
      }
      String expected = byAvro(record);
      assertThat(byItself(record)).isEqualTo(expected);
      written += expected.equals("refused") ? 0 : 1;
    }
    assertThat(written).as("records that can be written").isPositive();
  }

  @Test
  void shouldWriteTheSameWhenADecimalHasFewerDecimalsThanItsSchema() {
    for (String cost : List.of("3", "0", "-0.5", "999999999999.999999", "1E+3", "-128", "255")) {
      AttemptResult result =
          AttemptResult.newBuilder(Records.attemptResult()).setCost(new BigDecimal(cost)).build();

      assertThat(byItself(result)).as(cost).isEqualTo(byAvro(result)).isNotEqualTo("refused");
    }
  }

  @Test
  void shouldRefuseWhatAvroRefusesWhenADecimalDoesNotFit() {
    for (String cost : List.of("0.0000001", "1000000000000", "1E+20")) {
      AttemptResult result =
          AttemptResult.newBuilder(Records.attemptResult()).setCost(new BigDecimal(cost)).build();

      assertThat(byItself(result)).as(cost).isEqualTo("refused").isEqualTo(byAvro(result));
    }
  }

  @Test
  void shouldNameTheFieldAsAvroDoesWhenAValueIsMissing() {
    AttemptResult result = AttemptResult.newBuilder(Records.attemptResult()).build();
    result.setTaskId(null);
    Published<AttemptResult> published = Published.of(AttemptResult.class, "s");
    try (var serializer =
        new RecordSerializer<AttemptResult>(new InMemoryRegistry(), List.of(published))) {
      assertThatThrownBy(() -> serializer.serialize("results", result))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("results")
          .hasMessageContaining("taskId");
      // What was written of it is not in front of the next one.
      result.setTaskId("t");
      assertThat(Arrays.toString(body(serializer.serialize("results", result))))
          .isEqualTo(byAvro(result));
    }
  }

  @Test
  void shouldLeaveABufferAsItWasWhenItIsWritten() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
    RecordOutput out = new RecordOutput();
    out.start();

    out.writeBytes(buffer);

    assertThat(body(out.finish(1))).containsExactly(4, 2, 3);
    assertThat(buffer.remaining()).isEqualTo(2);
  }

  @Test
  void shouldWriteNumbersOfAnyLengthAsTheyAreRead() {
    RecordOutput out = new RecordOutput();
    out.start();
    long[] numbers = new long[4 * Long.SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (1L << i / 4) * (i % 2 == 0 ? 1 : -1) - i % 4 / 2;
      out.writeLong(numbers[i]);
      out.writeInt((int) numbers[i]);
      out.writeDouble(numbers[i]);
    }
    byte[] bytes = out.finish(1);

    RecordBytes in = new RecordBytes(bytes, WireFormat.HEADER);
    for (long number : numbers) {
      assertThat(in.readLong()).isEqualTo(number);
      assertThat(in.readInt()).isEqualTo((int) number);
      assertThat(in.readDouble()).isEqualTo(number);
    }
    assertThat(in.isEnd()).isTrue();
  }

  /** The same with decimals of so few digits that they fit. */
  @SuppressWarnings("unchecked")
  private static Object fitting(Schema schema, Object drawn) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = (GenericRecord) drawn;
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), fitting(field.schema(), record.get(field.pos())));
        }
        yield record;
      }
      case UNION ->
          fitting(schema.getTypes().get(GenericData.get().resolveUnion(schema, drawn)), drawn);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        ((List<Object>) drawn).forEach(each -> list.add(fitting(schema.getElementType(), each)));
        yield list;
      }
      case MAP -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        ((Map<Object, Object>) drawn)
            .forEach((key, value) -> map.put(key, fitting(schema.getValueType(), value)));
        yield map;
      }
      case BYTES ->
          schema.getLogicalType() == null
              ? drawn
              : ByteBuffer.wrap(
                  Arrays.copyOf(((ByteBuffer) drawn).array(), 1 + (drawn.hashCode() & 3)));
      default -> drawn;
    };
  }

  private static byte[] bytes(Schema schema, Object drawn) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(new byte[WireFormat.HEADER]);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(drawn, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static String byItself(SpecificRecord record) {
    RecordOutput out = new RecordOutput();
    out.start();
    try {
      ((CodedRecord) record).writeFields(out);
    } catch (RuntimeException e) {
      return "refused";
    }
    return Arrays.toString(body(out.finish(1)));
  }

  private static byte[] body(byte[] bytes) {
    return Arrays.copyOfRange(bytes, WireFormat.HEADER, bytes.length);
  }

  private static String byAvro(SpecificRecord record) {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(
              record.getSchema(), SpecificData.getForClass(record.getClass()))
          .write(record, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      return "refused";
    }
    return Arrays.toString(out.toByteArray());
  }
}
