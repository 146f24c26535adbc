package dev.winnow.benchmarks.decoding;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** Winnow's reading of Avro beside the usual one. */
public final class AvroDecodeRow {
  private static final String WINNOW = "Winnow";
  private static final String STOCK = "SpecificDatumReader";

  private AvroDecodeRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "avro-decode",
        "Read records of the hot path in Confluent's wire format: results of attempts and "
            + "evaluations, standings, samples, boards",
        Options.none().with("warm-up", 200).with("rounds", 600),
        List.of(Side.of(WINNOW, WinnowDecode.class), Side.of(STOCK, StockDecode.class)),
        List.of(Target.ratioAtLeast(Measured.PER_CPU_SECOND, WINNOW, STOCK, 3)),
        Duration.ofMinutes(2));
  }
}
