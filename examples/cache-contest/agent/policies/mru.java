package cache;

/**
 * Most recently used: evicts the key that was used last, which suits loops that do not fit.
 *
 * <p>Source: H.-T. Chou, D. J. DeWitt, "An evaluation of buffer management strategies for relational
 * database systems", VLDB 1985.
 */
public final class Candidate implements CachePolicy {
  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private int last;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0) {
      last = slot;
      return true;
    }
    if (keys.size() < capacity) {
      last = keys.add(key);
    } else {
      // The key that takes the place of the last is itself the last: no order need be kept.
      evictions.evicted(keys.key(last));
      keys.replace(last, key);
    }
    return false;
  }
}
