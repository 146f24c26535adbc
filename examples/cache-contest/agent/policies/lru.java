package cache;

/**
 * Least recently used: evicts the key whose last use is furthest in the past.
 *
 * <p>Source: R. L. Mattson, J. Gecsei, D. R. Slutz, I. L. Traiger, "Evaluation techniques for storage
 * hierarchies", IBM Systems Journal 9(2), 1970.
 */
public final class Candidate implements CachePolicy {
  private static final int RECENT = 0;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists order;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.order = new SlotLists(capacity, 1);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0) {
      order.moveFirst(RECENT, slot);
      return true;
    }
    if (keys.size() == capacity) {
      evict(order.last(RECENT));
    }
    order.addFirst(RECENT, keys.add(key));
    return false;
  }

  private void evict(int slot) {
    evictions.evicted(keys.key(slot));
    order.remove(slot);
    keys.remove(slot);
  }
}
