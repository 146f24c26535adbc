package cache;

/** The starting point: fills the cache with the keys that come first and refuses all others. */
public final class Candidate implements CachePolicy {
  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;

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
      evictions.evicted(key);
    }
    return false;
  }
}
