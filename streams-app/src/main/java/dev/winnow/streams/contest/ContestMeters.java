package dev.winnow.streams.contest;

import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.VerdictKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Counts what the contest does, by sensors among Kafka Streams' own metrics. What a transaction
 * that was aborted had counted stays counted, and its work is counted again when it is repeated:
 * these say how busy an instance is, the stores say what is true.
 */
public final class ContestMeters {
  /** The group of these metrics. */
  public static final String GROUP = "winnow-contest-metrics";

  /** Orders issued; tag {@code kind}. */
  public static final String ISSUED = "orders-issued-total";

  /** Orders settled; tags {@code kind} and {@code outcome}. */
  public static final String SETTLED = "results-settled-total";

  /** Attempts that needed no evaluation of their own. */
  public static final String DUPLICATES = "duplicates-total";

  /** Verdicts; tag {@code kind}. */
  public static final String VERDICTS = "verdicts-total";

  /** Verdicts that a result led to, and the milliseconds from its record's time to them. */
  public static final String DECISIONS = "decisions-total";

  /** See {@link #DECISIONS}. */
  public static final String DECISION_MS = "decision-latency-ms-total";

  /** US dollars that runs have cost whose order was settled by another run. */
  public static final String LATE_COSTS = "late-costs-total";

  private final StreamsMetrics metrics;

  ContestMeters(ProcessorContext<?, ?> context) {
    metrics = context.metrics();
  }

  void issued(OrderKind kind) {
    add(ISSUED, 1, Map.of("kind", word(kind)));
  }

  void settled(OrderKind kind, Outcome outcome) {
    add(SETTLED, 1, Map.of("kind", word(kind), "outcome", word(outcome)));
  }

  void duplicate() {
    add(DUPLICATES, 1, Map.of());
  }

  /**
   * A run came whose order was settled by another.
   *
   * @param cost what was booked for it, in US dollars
   */
  void late(BigDecimal cost) {
    add(LATE_COSTS, cost.doubleValue(), Map.of());
  }

  void decided(VerdictKind kind) {
    add(VERDICTS, 1, Map.of("kind", word(kind)));
  }

  /**
   * A result led to a verdict.
   *
   * @param latency since the result's record was written
   */
  void decidedAfter(Duration latency) {
    add(DECISIONS, 1, Map.of());
    add(DECISION_MS, Math.max(0, latency.toMillis()), Map.of());
  }

  /** The word for a value of an enum in labels. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void add(String name, double value, Map<String, String> tags) {
    // One sensor for all threads: it is made once, and found again by its name.
    Sensor sensor = metrics.addSensor(name + tags, Sensor.RecordingLevel.INFO);
    if (!sensor.hasMetrics()) {
      sensor.add(new MetricName(name, GROUP, "", tags), new CumulativeSum());
    }
    sensor.record(value);
  }
}
