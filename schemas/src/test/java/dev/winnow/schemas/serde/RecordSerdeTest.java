package dev.winnow.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Records;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.RegistryException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RecordSerdeTest {
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final RecordSerde<Leaderboard> serde = serde(Leaderboard.class);

  private <T extends SpecificRecord> RecordSerde<T> serde(Class<T> type) {
    return new RecordSerde<>(registry, List.of(Published.of(type, "s-" + type.getSimpleName())));
  }

  private byte[] written() {
    return serde.serializer().serialize("t", Records.leaderboard());
  }

  private Leaderboard read(byte[] bytes) {
    return serde.deserializer().deserialize("t", bytes);
  }

  @Test
  void shouldWriteMagicAndIdBeforeTheRecord() {
    ByteBuffer bytes = ByteBuffer.wrap(written());

    assertThat(bytes.get()).isZero();
    assertThat(registry.byId(bytes.getInt())).isEqualTo(Leaderboard.getClassSchema());
  }

  @Test
  void shouldWriteAllFourBytesOfAnId() {
    byte[] bytes = new byte[5];
    for (int id : new int[] {1, 255, 256, 0x01020304, Integer.MAX_VALUE}) {
      WireFormat.writeHeader(bytes, id);
      assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
      assertThat(WireFormat.readId("t", bytes)).isEqualTo(id);
    }
  }

  @Test
  void shouldReadBackWhatItWrote() {
    assertThat(read(written())).isEqualTo(Records.leaderboard());
  }

  @Test
  void shouldPassTombstones() {
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(read(null)).isNull();
  }

  @Test
  void shouldWriteTheSameAgainWhenARecordBeforeWasIncomplete() {
    byte[] before = written();
    Leaderboard incomplete = new Leaderboard();
    incomplete.setTaskId("cut");

    assertThatThrownBy(() -> serde.serializer().serialize("t", incomplete))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("dev.winnow.schemas.Leaderboard")
        .hasMessageContaining("topic t");
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void shouldRefuseAnotherMagic() {
    byte[] bytes = written();
    bytes[0] = '{';

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("starts with byte 123 and not with 0");
  }

  @Test
  void shouldRefuseEveryTruncation() {
    byte[] bytes = written();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d bytes", length)
          .isInstanceOf(SerializationException.class);
    }
    assertThat(read(bytes)).isEqualTo(Records.leaderboard());
  }

  @Test
  void shouldRefuseBytesPastTheEnd() {
    byte[] bytes = written();

    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("bytes past the end");
  }

  @Test
  void shouldAnswerAnyFlippedByteWithARecordOrAClearError() {
    byte[] bytes = written();
    for (int i = 5; i < bytes.length; i++) {
      for (int flip : new int[] {0xff, 0x80, 0x01, 0x7f}) {
        byte[] flipped = bytes.clone();
        flipped[i] = (byte) (flipped[i] ^ flip);
        try {
          assertThat(read(flipped)).isInstanceOf(Leaderboard.class);
        } catch (SerializationException e) {
          assertThat(e).hasMessageContaining("topic t");
        }
      }
    }
  }

  @Test
  void shouldRefuseALengthThatNoMemoryHolds() {
    int id = registry.register("s-Leaderboard", Leaderboard.getClassSchema());
    // taskId's length as a variable-length number: about a billion.
    byte[] bytes = {0, 0, 0, 0, 0, -2, -1, -1, -1, 7, 'x'};
    WireFormat.writeHeader(bytes, id);

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(SerializationException.class);
  }

  @Test
  void shouldSayWhatItExpectedWhenTheRecordIsAnother() {
    byte[] other = serde(AttemptResult.class).serializer().serialize("t", Records.attemptResult());

    assertThatThrownBy(() -> read(other))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("AttemptResult")
        .hasMessageContaining("expected dev.winnow.schemas.Leaderboard");
  }

  @Test
  void shouldSayWhatItTakesWhenTheRecordIsAnother() {
    var results =
        new RecordSerde<SpecificRecord>(
            registry,
            List.of(
                Published.of(AttemptResult.class, "a"), Published.of(EvaluationResult.class, "e")));

    assertThatThrownBy(() -> results.serializer().serialize("t", new Task()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(
            "takes dev.winnow.schemas.AttemptResult or dev.winnow.schemas.EvaluationResult");
  }

  @Test
  void shouldPassOnWhatTheRegistrySaysWhenTheSchemaIsUnknown() {
    byte[] bytes = written();
    WireFormat.writeHeader(bytes, 4711);

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("4711");
  }

  @Test
  void shouldSkipWhatItDoesNotKnowWhenTheWriterHasMoreFields() {
    Schema wider =
        SchemaBuilder.record("dev.winnow.schemas.DiffStatistics")
            .fields()
            .requiredInt("files")
            .requiredInt("insertions")
            .requiredInt("deletions")
            .requiredString("dropped")
            .endRecord();
    int id = registry.register("wider", wider);
    byte[] bytes = {0, 0, 0, 0, 0, 2, 4, 6, 2, 'x'};
    WireFormat.writeHeader(bytes, id);

    assertThat(serde(DiffStatistics.class).deserializer().deserialize("t", bytes))
        .isEqualTo(new DiffStatistics(1, 2, 3));
  }

  @Test
  void shouldServeManyThreadsAtOnce() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        long version = i;
        work.add(
            () -> {
              for (int round = 0; round < 50; round++) {
                Leaderboard board = Records.leaderboard();
                board.setVersion(version * 1_000_000_007L + round);
                byte[] bytes = serde.serializer().serialize("t", board);
                if (!read(bytes).equals(board)) {
                  return false;
                }
              }
              return true;
            });
      }
      for (Future<Boolean> each : pool.invokeAll(work)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
