package cache;

import java.util.Random;

/**
 * Bimodal insertion: LRU, but most new keys take the place of the least recently used, and only one
 * in a few that of the most recently used. With no such exceptions it is LRU insertion (LIP).
 *
 * <p>Source: M. K. Qureshi, A. Jaleel, Y. N. Patt, S. C. Steely Jr., J. Emer, "Adaptive insertion
 * policies for high performance caching", ISCA 2007. The paper makes an exception of one in 32.
 */
public final class Candidate implements CachePolicy {
  /** One new key in so many comes first; 0 for none. */
  private static final int ONE_IN = @ONE_IN@;
  private static final int RECENT = 0;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists order;
  private final Random random = new Random(1);

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
      int victim = order.last(RECENT);
      evictions.evicted(keys.key(victim));
      order.remove(victim);
      keys.remove(victim);
    }
    slot = keys.add(key);
    if (ONE_IN > 0 && random.nextInt(Math.max(1, ONE_IN)) == 0) {
      order.addFirst(RECENT, slot);
    } else {
      order.addLast(RECENT, slot);
    }
    return false;
  }
}
