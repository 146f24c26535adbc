package cache;

/**
 * Segmented LRU: a new key is on probation and is protected once it is used again. Keys that the
 * protected segment has no room for go back on probation, where evictions are made.
 *
 * <p>Source: R. Karedla, J. S. Love, B. G. Wherry, "Caching strategies to improve disk system
 * performance", IEEE Computer 27(3), 1994.
 */
public final class Candidate implements CachePolicy {
  private static final double PROTECTED_SHARE = @PROTECTED@;
  private static final int PROBATION = 0;
  private static final int PROTECTED = 1;

  private final int capacity;
  private final int protectedCapacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists segments;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.protectedCapacity = (int) (capacity * PROTECTED_SHARE);
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.segments = new SlotLists(capacity, 2);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0) {
      segments.moveFirst(PROTECTED, slot);
      if (segments.size(PROTECTED) > protectedCapacity) {
        segments.moveFirst(PROBATION, segments.last(PROTECTED));
      }
      return true;
    }
    if (keys.size() == capacity) {
      evict(segments.last(PROBATION));
    }
    segments.addFirst(PROBATION, keys.add(key));
    return false;
  }

  private void evict(int slot) {
    evictions.evicted(keys.key(slot));
    segments.remove(slot);
    keys.remove(slot);
  }
}
