package cache;

/**
 * CLOCK with adaptive replacement: ARC's two lists with their histories, but the resident ones are
 * clocks, so that a hit only sets a bit.
 *
 * <p>Source: S. Bansal, D. S. Modha, "CAR: clock with adaptive replacement", USENIX FAST 2004, figure
 * 2. A clock is a queue here: its hand stands at the last element, and to move on is to make that the
 * first.
 */
public final class Candidate implements CachePolicy {
  private static final int T1 = 0;
  private static final int T2 = 1;
  private static final int B1 = 2;
  private static final int B2 = 3;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists lists;
  private final boolean[] referenced;
  /** The target size of T1, called p in the paper. */
  private int target;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(2 * capacity);
    this.lists = new SlotLists(2 * capacity, 4);
    this.referenced = new boolean[2 * capacity];
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    int list = slot < 0 ? SlotLists.NONE : lists.listOf(slot);
    if (list == T1 || list == T2) {
      referenced[slot] = true;
      return true;
    }
    if (lists.size(T1) + lists.size(T2) == capacity) {
      replace();
      if (list == SlotLists.NONE) {
        trimHistory();
      }
    }
    if (list == SlotLists.NONE) {
      slot = keys.add(key);
      lists.addFirst(T1, slot);
    } else {
      int once = lists.size(B1);
      int often = lists.size(B2);
      target =
          list == B1
              ? Math.min(target + Math.max(1, often / once), capacity)
              : Math.max(target - Math.max(1, once / often), 0);
      lists.moveFirst(T2, slot);
    }
    referenced[slot] = false;
    return false;
  }

  /** Evicts one key; keys with their bit set lose it and pass to the front of T2. */
  private void replace() {
    while (true) {
      boolean fromT1 = lists.size(T1) >= Math.max(1, target);
      int slot = lists.last(fromT1 ? T1 : T2);
      if (!referenced[slot]) {
        evictions.evicted(keys.key(slot));
        lists.moveFirst(fromT1 ? B1 : B2, slot);
        return;
      }
      referenced[slot] = false;
      lists.moveFirst(T2, slot);
    }
  }

  private void trimHistory() {
    if (lists.size(T1) + lists.size(B1) == capacity) {
      forget(lists.last(B1));
    } else if (keys.size() == 2 * capacity) {
      forget(lists.last(B2));
    }
  }

  private void forget(int slot) {
    lists.remove(slot);
    keys.remove(slot);
  }
}
