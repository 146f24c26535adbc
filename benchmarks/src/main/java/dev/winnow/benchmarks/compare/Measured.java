package dev.winnow.benchmarks.compare;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a contender took for its work.
 *
 * @param work how many units were done: records, orders, reads, whatever the row counts
 * @param wallSeconds how long it took
 * @param cpuSeconds what it took of all cores, by all threads and by servers that it needs
 * @param figures further numbers, each under a name that says its unit, as {@code p99 ms}
 */
public record Measured(
    double work, double wallSeconds, double cpuSeconds, Map<String, Double> figures) {
  /** Units for each second of a core. */
  public static final String PER_CPU_SECOND = "per CPU-second";

  /** Units a second. */
  public static final String PER_SECOND = "per second";

  /** Copies the figures. */
  public Measured {
    figures = Map.copyOf(figures);
  }

  /** The same with one more figure. */
  public Measured with(String name, double value) {
    Map<String, Double> more = new TreeMap<>(figures);
    more.put(name, value);
    return new Measured(work, wallSeconds, cpuSeconds, more);
  }

  /** All numbers by name, those that follow from work and time among them. */
  public Map<String, Double> all() {
    Map<String, Double> all = new TreeMap<>(figures);
    all.put("work", work);
    all.put("wall s", wallSeconds);
    all.put("CPU s", cpuSeconds);
    if (wallSeconds > 0) {
      all.put(PER_SECOND, work / wallSeconds);
    }
    if (cpuSeconds > 0) {
      all.put(PER_CPU_SECOND, work / cpuSeconds);
    }
    return all;
  }
}
