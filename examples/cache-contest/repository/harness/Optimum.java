package harness;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The most hits that any policy can have on a trace: Belady's MIN ("A study of replacement
 * algorithms for a virtual-storage computer", IBM Systems Journal, 1966), which knows the future. It
 * may refuse a key, as a policy may.
 */
final class Optimum {
  private Optimum() {}

  static long hits(long[] trace, int capacity) {
    int[] next = new int[trace.length];
    Map<Long, Integer> seen = new HashMap<>();
    for (int i = trace.length - 1; i >= 0; i--) {
      // A key that never comes back is as far away as can be; the position keeps these apart.
      Integer later = seen.put(trace[i], i);
      next[i] = later == null ? trace.length + i : later;
    }
    TreeSet<Integer> residentByNextUse = new TreeSet<>();
    long hits = 0;
    for (int i = 0; i < trace.length; i++) {
      if (residentByNextUse.remove(i)) {
        hits++;
      }
      residentByNextUse.add(next[i]);
      if (residentByNextUse.size() > capacity) {
        residentByNextUse.pollLast();
      }
    }
    return hits;
  }

  /** How many different keys a trace has: each is missed once at least. */
  static long distinct(long[] trace) {
    return Arrays.stream(trace).distinct().count();
  }
}
