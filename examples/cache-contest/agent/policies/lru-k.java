package cache;

/**
 * LRU-K: evicts the key whose K-th last use is furthest in the past. Keys with fewer uses come before
 * all others, the least recently used first. The uses of evicted keys are remembered for a while.
 *
 * <p>Source: E. J. O'Neil, P. E. O'Neil, G. Weikum, "The LRU-K page replacement algorithm for
 * database disk buffering", SIGMOD 1993. Its correlated reference period is zero here, and its
 * retained information is bounded by a number of keys instead of a time.
 */
public final class Candidate implements CachePolicy {
  private static final int K = @K@;
  private static final double HISTORY_SHARE = @HISTORY@;
  private static final int HISTORY = 0;
  /** Above every time: keys with K uses have priorities above those that have fewer. */
  private static final long FULL = 1L << 50;

  private final int capacity;
  private final int historyCapacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotHeap resident;
  private final SlotLists history;
  /** The times of the last K uses of each slot, the latest first; 0 for none. */
  private final long[] uses;
  private long time;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.historyCapacity = (int) (capacity * HISTORY_SHARE);
    this.evictions = evictions;
    int slots = capacity + historyCapacity;
    this.keys = new KeySlots(slots);
    this.resident = new SlotHeap(slots);
    this.history = new SlotLists(slots, 1);
    this.uses = new long[slots * K];
  }

  @Override
  public boolean access(long key) {
    time++;
    int slot = keys.find(key);
    if (slot >= 0 && history.listOf(slot) == SlotLists.NONE) {
      record(slot);
      resident.update(slot, priority(slot));
      return true;
    }
    if (slot >= 0) {
      history.remove(slot);
    }
    if (resident.size() == capacity) {
      evict(resident.removeFirst());
    }
    if (slot < 0) {
      slot = keys.add(key);
      for (int i = 0; i < K; i++) {
        uses[slot * K + i] = 0;
      }
    }
    record(slot);
    resident.add(slot, priority(slot));
    return false;
  }

  private void record(int slot) {
    int first = slot * K;
    System.arraycopy(uses, first, uses, first + 1, K - 1);
    uses[first] = time;
  }

  private long priority(int slot) {
    long kth = uses[slot * K + K - 1];
    return kth > 0 ? FULL + kth : uses[slot * K];
  }

  private void evict(int slot) {
    evictions.evicted(keys.key(slot));
    if (history.size(HISTORY) == historyCapacity) {
      if (historyCapacity == 0) {
        keys.remove(slot);
        return;
      }
      int oldest = history.last(HISTORY);
      history.remove(oldest);
      keys.remove(oldest);
    }
    history.addFirst(HISTORY, slot);
  }
}
