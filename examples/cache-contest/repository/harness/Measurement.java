package harness;

import cache.Candidate;
import cache.CachePolicy;
import cache.EvictionListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rung "measure". */
final class Measurement {
  private static final int[] CAPACITIES = {256, 1_024};
  private static final int LENGTH = 160_000;
  private static final int FOOTPRINT_CAPACITY = 4_096;
  private static final int TIMED_CAPACITY = 1_024;
  private static final int ROUNDS = 9;

  private Measurement() {}

  /**
   * {@code hit_ratio}, the mean of the workloads' ratios, each the mean over the capacities; the
   * workloads' own ratios; {@code bytes_per_entry}; {@code ns_per_op}. All but the last are the same
   * each time.
   */
  static Map<String, Double> run() {
    Map<String, long[]> workloads = workloads();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("hit_ratio", 0.0);
    double sum = 0;
    for (Map.Entry<String, long[]> workload : workloads.entrySet()) {
      double ratio = 0;
      for (int capacity : CAPACITIES) {
        ratio += hitRatio(workload.getValue(), capacity) / CAPACITIES.length;
      }
      metrics.put("hit_ratio_" + workload.getKey(), ratio);
      sum += ratio;
    }
    metrics.put("hit_ratio", sum / workloads.size());
    metrics.put("bytes_per_entry", bytesPerEntry(workloads.get("scan")));
    metrics.put("ns_per_op", nanosecondsPerOperation(workloads));
    return metrics;
  }

  private static Map<String, long[]> workloads() {
    Map<String, long[]> workloads = new LinkedHashMap<>();
    workloads.put("zipf", Traces.zipf(11, LENGTH, 20_000, 0.9));
    workloads.put("scan", Traces.zipfWithScans(12, LENGTH, 10_000, 1.0, 5_000, 2_500));
    workloads.put("loop", Traces.loop(13, LENGTH, 1_500, 0.25, 2_000, 0.9));
    workloads.put("shift", Traces.shifting(14, LENGTH, 2_000, 0.8, 12, 40_000));
    return workloads;
  }

  private static double hitRatio(long[] trace, int capacity) {
    Ledger ledger = new Ledger(capacity);
    for (long key : trace) {
      ledger.access(key);
    }
    return (double) ledger.hits() / trace.length;
  }

  /** What a policy that has been in use for a while keeps in memory, by each entry it may hold. */
  private static double bytesPerEntry(long[] trace) {
    EvictionListener ignore = key -> {};
    CachePolicy policy = new Candidate(FOOTPRINT_CAPACITY, ignore);
    for (long key : trace) {
      policy.access(key);
    }
    return (double) Footprint.of(policy, ignore) / FOOTPRINT_CAPACITY;
  }

  /** The median of several rounds over all workloads. */
  private static double nanosecondsPerOperation(Map<String, long[]> workloads) {
    long[] evictions = new long[1];
    EvictionListener count = key -> evictions[0]++;
    double[] rounds = new double[ROUNDS];
    long hits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long nanoseconds = 0;
      long operations = 0;
      for (long[] trace : workloads.values()) {
        CachePolicy policy = new Candidate(TIMED_CAPACITY, count);
        long start = System.nanoTime();
        for (long key : trace) {
          if (policy.access(key)) {
            hits++;
          }
        }
        nanoseconds += System.nanoTime() - start;
        operations += trace.length;
      }
      rounds[round] = (double) nanoseconds / operations;
    }
    if (hits < 0 || evictions[0] < 0) {
      throw new AssertionError("unreachable; keeps the loop from being optimised away");
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }
}
