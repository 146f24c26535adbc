package harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** The rung "test": holds the candidate to the contract of {@link cache.CachePolicy}. */
final class Contract {
  private static final int[] CAPACITIES = {1, 2, 3, 5, 10, 64, 200};
  private static final int LENGTH = 6_000;

  private Contract() {}

  /** Throws {@link BrokenContract} where the contract is broken. */
  static String check() {
    int runs = 0;
    for (int capacity : CAPACITIES) {
      for (Map.Entry<String, long[]> trace : traces(capacity).entrySet()) {
        try {
          check(trace.getValue(), capacity);
        } catch (BrokenContract broken) {
          throw new BrokenContract("trace \"" + trace.getKey() + "\", " + broken.getMessage());
        }
        runs++;
      }
    }
    return "the contract holds on " + runs + " traces";
  }

  private static Map<String, long[]> traces(int capacity) {
    int seed = 1_000 + capacity;
    Map<String, long[]> traces = new LinkedHashMap<>();
    traces.put("never twice", fresh());
    traces.put("always the same", new long[LENGTH]);
    traces.put("fits", Traces.uniform(seed, LENGTH, capacity));
    traces.put("one too many", Traces.uniform(seed + 1, LENGTH, capacity + 1));
    traces.put("uniform", Traces.uniform(seed + 2, LENGTH, 3 * capacity + 7));
    traces.put("zipf", Traces.zipf(seed + 3, LENGTH, 10 * capacity + 10, 0.9));
    traces.put("loop", Traces.loop(seed + 4, LENGTH, capacity + 1, 0, 1, 1));
    traces.put("loop and zipf", Traces.loop(seed + 5, LENGTH, 2 * capacity, 0.3, 50, 0.8));
    traces.put("scans", Traces.zipfWithScans(seed + 6, LENGTH, 500, 0.9, 300, capacity + 20));
    traces.put("shifting", Traces.shifting(seed + 7, LENGTH, 2 * capacity + 5, 0.7, 40, 1_500));
    return traces;
  }

  private static void check(long[] trace, int capacity) {
    Ledger one = new Ledger(capacity);
    for (long key : trace) {
      one.access(key);
    }
    if (one.hits() > Optimum.hits(trace, capacity)) {
      throw new BrokenContract("more hits than Belady's optimum: the harness is being deceived");
    }
    // The same trace again, while another instance that must not matter is fed something else.
    Ledger again = new Ledger(capacity);
    Ledger other = new Ledger(capacity + 1);
    for (int i = 0; i < trace.length; i++) {
      other.access(trace[trace.length - 1 - i] + 1);
      again.access(trace[i]);
    }
    if (again.hits() != one.hits() || again.digest() != one.digest()) {
      throw new BrokenContract(
          "with a capacity of "
              + capacity
              + ": the same keys gave other hits or evictions the second time");
    }
  }

  private static long[] fresh() {
    long[] trace = new long[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      trace[i] = Traces.key(i);
    }
    return trace;
  }
}
