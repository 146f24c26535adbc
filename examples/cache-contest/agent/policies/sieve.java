package cache;

/**
 * SIEVE: a FIFO queue with one bit for each key and a hand that goes from the oldest to the newest. It
 * evicts the first key whose bit is not set and takes the bit of those that it passes; these keep
 * their place, so that new keys are sifted out soon.
 *
 * <p>Source: Y. Zhang, J. Yang, Y. Yue, Y. Vigfusson, K. V. Rashmi, "SIEVE is simpler than LRU: an
 * efficient turn-key eviction algorithm for web caches", USENIX NSDI 2024, algorithm 1.
 */
public final class Candidate implements CachePolicy {
  private static final int QUEUE = 0;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists order;
  private final boolean[] visited;
  private int hand = SlotLists.NONE;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.order = new SlotLists(capacity, 1);
    this.visited = new boolean[capacity];
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0) {
      visited[slot] = true;
      return true;
    }
    if (keys.size() == capacity) {
      evict();
    }
    slot = keys.add(key);
    visited[slot] = false;
    order.addFirst(QUEUE, slot);
    return false;
  }

  private void evict() {
    int slot = handOrOldest();
    while (visited[slot]) {
      visited[slot] = false;
      hand = order.before(slot);
      slot = handOrOldest();
    }
    hand = order.before(slot);
    evictions.evicted(keys.key(slot));
    order.remove(slot);
    keys.remove(slot);
  }

  private int handOrOldest() {
    return hand == SlotLists.NONE ? order.last(QUEUE) : hand;
  }
}
