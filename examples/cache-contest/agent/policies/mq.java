package cache;

/**
 * Multi-queue: several LRU queues by frequency, a key with f uses in queue log2(f). A key that is not
 * used for its life time sinks by one queue. The victim is the least recently used of the lowest queue
 * that has any; how often it was used is remembered for a while.
 *
 * <p>Source: Y. Zhou, J. F. Philbin, K. Li, "The multi-queue replacement algorithm for second level
 * buffer caches", USENIX ATC 2001. The paper has 8 queues, remembers four times as many keys as the
 * cache holds, and finds the life time from temporal distances; here it is a multiple of the
 * capacity.
 */
public final class Candidate implements CachePolicy {
  private static final int QUEUES = @QUEUES@;
  private static final int LIFE_TIME = @LIFE@;
  private static final int HISTORY_FACTOR = 4;
  /** The list past the queues holds the history, the paper's Qout. */
  private static final int HISTORY = QUEUES;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists queues;
  private final int[] uses;
  private final long[] expires;
  private int resident;
  private long time;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    int slots = capacity * (1 + HISTORY_FACTOR);
    this.keys = new KeySlots(slots);
    this.queues = new SlotLists(slots, QUEUES + 1);
    this.uses = new int[slots];
    this.expires = new long[slots];
  }

  @Override
  public boolean access(long key) {
    time++;
    int slot = keys.find(key);
    boolean hit = slot >= 0 && queues.listOf(slot) != HISTORY;
    if (slot >= 0) {
      queues.remove(slot);
    }
    if (!hit) {
      if (resident == capacity) {
        evict();
      }
      resident++;
      if (slot < 0) {
        slot = keys.add(key);
        uses[slot] = 0;
      }
    }
    uses[slot]++;
    int queue = Math.min(QUEUES - 1, 31 - Integer.numberOfLeadingZeros(uses[slot]));
    enter(queue, slot);
    adjust();
    return hit;
  }

  private void enter(int queue, int slot) {
    expires[slot] = time + (long) LIFE_TIME * capacity;
    queues.addFirst(queue, slot);
  }

  /** Lets the oldest key of each queue sink if its time is over. */
  private void adjust() {
    for (int queue = 1; queue < QUEUES; queue++) {
      int oldest = queues.last(queue);
      if (oldest != SlotLists.NONE && expires[oldest] < time) {
        queues.remove(oldest);
        enter(queue - 1, oldest);
      }
    }
  }

  private void evict() {
    int queue = 0;
    while (queues.size(queue) == 0) {
      queue++;
    }
    int victim = queues.last(queue);
    evictions.evicted(keys.key(victim));
    if (queues.size(HISTORY) == HISTORY_FACTOR * capacity) {
      int oldest = queues.last(HISTORY);
      queues.remove(oldest);
      keys.remove(oldest);
    }
    queues.moveFirst(HISTORY, victim);
    resident--;
  }
}
