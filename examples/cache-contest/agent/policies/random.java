package cache;

import java.util.Random;

/**
 * Random replacement: evicts any key, with the same chance for each.
 *
 * <p>Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM
 * Systems Journal 5(2), 1966.
 */
public final class Candidate implements CachePolicy {
  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final Random random = new Random(@SEED@);

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
  }

  @Override
  public boolean access(long key) {
    if (keys.find(key) >= 0) {
      return true;
    }
    if (keys.size() < capacity) {
      keys.add(key);
    } else {
      int victim = random.nextInt(capacity);
      evictions.evicted(keys.key(victim));
      keys.replace(victim, key);
    }
    return false;
  }
}
