package cache;

/**
 * First in, first out: evicts the key that has been resident for longest, used or not.
 *
 * <p>Source: L. A. Belady, R. A. Nelson, G. S. Shedler, "An anomaly in space-time characteristics of
 * certain programs running in a paging machine", Communications of the ACM 12(6), 1969.
 */
public final class Candidate implements CachePolicy {
  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private int oldest;

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
      // Slots were filled in order and are reused in order, so they are a ring.
      evictions.evicted(keys.key(oldest));
      keys.replace(oldest, key);
      oldest = (oldest + 1) % capacity;
    }
    return false;
  }
}
