package cache;

import java.util.Random;

/**
 * Sampled LRU: looks at a few keys drawn at random and evicts the one whose last use is oldest. It
 * needs no list, only a time for each key.
 *
 * <p>Source: K. Psounis, B. Prabhakar, "Efficient randomized web-cache replacement schemes using
 * samples from past eviction times", IEEE/ACM Transactions on Networking 10(4), 2002 (without the
 * samples that it carries over).
 */
public final class Candidate implements CachePolicy {
  private static final int SAMPLES = @SAMPLES@;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final long[] lastUse;
  private final Random random = new Random(1);
  private long time;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.lastUse = new long[capacity];
  }

  @Override
  public boolean access(long key) {
    time++;
    int slot = keys.find(key);
    boolean hit = slot >= 0;
    if (!hit) {
      slot = keys.size() < capacity ? keys.add(key) : replaceOldestOfSample(key);
    }
    lastUse[slot] = time;
    return hit;
  }

  private int replaceOldestOfSample(long key) {
    int victim = random.nextInt(capacity);
    for (int i = 1; i < SAMPLES; i++) {
      int other = random.nextInt(capacity);
      if (lastUse[other] < lastUse[victim]) {
        victim = other;
      }
    }
    evictions.evicted(keys.key(victim));
    keys.replace(victim, key);
    return victim;
  }
}
