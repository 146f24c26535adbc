package dev.winnow.benchmarks.compare;

import java.util.Map;
import java.util.Optional;
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

  private static final String WORK = "work";
  private static final String WALL = "wall s";
  private static final String CPU = "CPU s";

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

  /** All numbers that were measured, by name; {@link #of} makes them this again. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new TreeMap<>(figures);
    numbers.put(WORK, work);
    numbers.put(WALL, wallSeconds);
    numbers.put(CPU, cpuSeconds);
    return numbers;
  }

  /** What such numbers were made of; empty if work or a time is not among them. */
  public static Optional<Measured> of(Map<String, Double> numbers) {
    Map<String, Double> figures = new TreeMap<>(numbers);
    Double work = figures.remove(WORK);
    Double wall = figures.remove(WALL);
    Double cpu = figures.remove(CPU);
    return work == null || wall == null || cpu == null
        ? Optional.empty()
        : Optional.of(new Measured(work, wall, cpu, figures));
  }

  /** All numbers by name, those that follow from work and time among them. */
  public Map<String, Double> all() {
    Map<String, Double> all = numbers();
    if (wallSeconds > 0) {
      all.put(PER_SECOND, work / wallSeconds);
    }
    if (cpuSeconds > 0) {
      all.put(PER_CPU_SECOND, work / cpuSeconds);
    }
    return all;
  }
}
