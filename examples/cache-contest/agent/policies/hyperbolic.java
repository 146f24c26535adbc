package cache;

import java.util.Random;

/**
 * Hyperbolic caching: the priority of a key is the number of its uses divided by the time since it
 * came in. The lowest of a random sample is evicted, since such priorities change their order by
 * themselves and cannot be kept sorted.
 *
 * <p>Source: A. Blankstein, S. Sen, M. J. Freedman, "Hyperbolic caching: flexible caching for web
 * applications", USENIX ATC 2017, which draws 64.
 */
public final class Candidate implements CachePolicy {
  private static final int SAMPLES = @SAMPLES@;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final int[] uses;
  private final long[] since;
  private final Random random = new Random(1);
  private long time;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.uses = new int[capacity];
    this.since = new long[capacity];
  }

  @Override
  public boolean access(long key) {
    time++;
    int slot = keys.find(key);
    if (slot >= 0) {
      uses[slot]++;
      return true;
    }
    if (keys.size() < capacity) {
      slot = keys.add(key);
    } else {
      slot = lowestOfSample();
      evictions.evicted(keys.key(slot));
      keys.replace(slot, key);
    }
    uses[slot] = 1;
    since[slot] = time;
    return false;
  }

  private int lowestOfSample() {
    int lowest = random.nextInt(capacity);
    for (int i = 1; i < SAMPLES; i++) {
      int other = random.nextInt(capacity);
      if (priority(other) < priority(lowest)) {
        lowest = other;
      }
    }
    return lowest;
  }

  private double priority(int slot) {
    return (double) uses[slot] / (time - since[slot]);
  }
}
