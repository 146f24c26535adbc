package cache;

/** LRU with a fault: it notices one key too late that it is full. */
public final class Candidate implements CachePolicy {
  private static final int RECENT = 0;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists order;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity + 1);
    this.order = new SlotLists(capacity + 1, 1);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0) {
      order.moveFirst(RECENT, slot);
      return true;
    }
    if (keys.size() > capacity) {
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
