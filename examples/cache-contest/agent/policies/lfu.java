package cache;

/**
 * Least frequently used, and among equals the least recently used; the count of a key starts anew
 * when it comes back. With ageing, the cache has an age, which is the priority of the key evicted
 * last, and a key's priority is its count plus the age at its last use: so a key that was once
 * popular does not stay for ever.
 *
 * <p>Source: J. T. Robinson, M. V. Devarakonda, "Data cache management using frequency-based
 * replacement", SIGMETRICS 1990; ageing (LFU-DA) by M. Arlitt, L. Cherkasova, J. Dilley, R.
 * Friedrich, T. Jin, "Evaluating content management techniques for Web proxy caches", ACM
 * Performance Evaluation Review 27(4), 2000.
 */
public final class Candidate implements CachePolicy {
  private static final boolean AGEING = @AGEING@;
  /** A priority has the frequency in its high bits and the time of the last use in the others. */
  private static final int TIME_BITS = 40;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotHeap heap;
  private final int[] counts;
  private long age;
  private long time;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.heap = new SlotHeap(capacity);
    this.counts = new int[capacity];
  }

  @Override
  public boolean access(long key) {
    time++;
    int slot = keys.find(key);
    if (slot >= 0) {
      counts[slot]++;
      heap.update(slot, priority(slot));
      return true;
    }
    if (keys.size() == capacity) {
      evict(heap.removeFirst());
    }
    slot = keys.add(key);
    counts[slot] = 1;
    heap.add(slot, priority(slot));
    return false;
  }

  private long priority(int slot) {
    return (age + counts[slot]) << TIME_BITS | time;
  }

  private void evict(int slot) {
    if (AGEING) {
      age = heap.priority(slot) >>> TIME_BITS;
    }
    evictions.evicted(keys.key(slot));
    keys.remove(slot);
  }
}
