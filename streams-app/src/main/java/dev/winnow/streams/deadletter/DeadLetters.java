package dev.winnow.streams.deadletter;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.DeadLetterLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Dead letters for records that decode but cannot be used. */
public final class DeadLetters {
  /** What dead letters of this application name as their source. */
  public static final String SOURCE = "streams-app";

  private DeadLetters() {}

  /** A dead letter for the record that is being processed. */
  public static DeadLetter of(ProcessorContext<?, ?> context, SpecificRecord value, String reason) {
    DeadLetter.Builder letter =
        DeadLetterLimits.fill(DeadLetter.newBuilder(), bytes(value), reason)
            .setSource(SOURCE)
            .setAt(Instant.ofEpochMilli(context.currentStreamTimeMs()))
            .setTopic("")
            .setPartition(-1)
            .setOffset(-1);
    context
        .recordMetadata()
        .ifPresent(
            at -> letter.setTopic(at.topic()).setPartition(at.partition()).setOffset(at.offset()));
    return letter.build();
  }

  private static byte[] bytes(SpecificRecord value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory does not fail", e);
    }
    return out.toByteArray();
  }
}
