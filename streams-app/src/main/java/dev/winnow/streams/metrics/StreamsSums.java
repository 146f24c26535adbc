package dev.winnow.streams.metrics;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Adds up what Kafka's own metrics say, over threads, tasks and partitions. */
final class StreamsSums {
  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private volatile Map<MetricName, ? extends Metric> seen = Map.of();

  StreamsSums(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    this.metrics = metrics;
  }

  /** Looks which metrics there are: Kafka Streams puts all of its threads' together each time. */
  void look() {
    seen = metrics.get();
  }

  /** The sum of a metric in a group, where it has these tags; 0 if nothing has recorded it. */
  double sum(String group, String name, Map<String, String> tags) {
    return seen.entrySet().stream()
        .filter(
            each ->
                each.getKey().name().equals(name)
                    && each.getKey().group().equals(group)
                    && each.getKey().tags().entrySet().containsAll(tags.entrySet()))
        .mapToDouble(each -> number(each.getValue()))
        .filter(Double::isFinite)
        .sum();
  }

  /** The largest value of all metrics of a name; 0 if nothing has recorded it. */
  double max(String name) {
    OptionalDouble max = values(name).max();
    return max.orElse(0);
  }

  /** The sum of all metrics of a name. */
  double sum(String name) {
    return values(name).sum();
  }

  private DoubleStream values(String name) {
    return seen.entrySet().stream()
        .filter(each -> each.getKey().name().equals(name))
        .mapToDouble(each -> number(each.getValue()))
        .filter(Double::isFinite);
  }

  private static double number(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
