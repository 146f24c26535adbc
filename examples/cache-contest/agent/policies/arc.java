package cache;

/**
 * Adaptive replacement cache: one LRU list for keys seen once lately (T1) and one for keys seen at
 * least twice (T2), each with a list of the keys that it lost (B1, B2). A request for a lost key
 * shifts the target size of T1 in favour of the list that lost it.
 *
 * <p>Source: N. Megiddo, D. S. Modha, "ARC: a self-tuning, low overhead replacement cache", USENIX
 * FAST 2003, figure 4; the cases below are numbered as there.
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
  /** The target size of T1, called p in the paper. */
  private int target;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(2 * capacity);
    this.lists = new SlotLists(2 * capacity, 4);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    int list = slot < 0 ? SlotLists.NONE : lists.listOf(slot);
    switch (list) {
      case T1:
      case T2: // Case I
        lists.moveFirst(T2, slot);
        return true;
      case B1: // Case II
        target = Math.min(capacity, target + Math.max(1, lists.size(B2) / lists.size(B1)));
        replace(false);
        lists.moveFirst(T2, slot);
        return false;
      case B2: // Case III
        target = Math.max(0, target - Math.max(1, lists.size(B1) / lists.size(B2)));
        replace(true);
        lists.moveFirst(T2, slot);
        return false;
      default: // Case IV
        makeRoom();
        lists.addFirst(T1, keys.add(key));
        return false;
    }
  }

  private void makeRoom() {
    int first = lists.size(T1) + lists.size(B1);
    int all = first + lists.size(T2) + lists.size(B2);
    if (first == capacity) { // Case A
      if (lists.size(T1) < capacity) {
        forget(lists.last(B1));
        replace(false);
      } else {
        int victim = lists.last(T1);
        evictions.evicted(keys.key(victim));
        forget(victim);
      }
    } else if (all >= capacity) { // Case B
      if (all == 2 * capacity) {
        forget(lists.last(B2));
      }
      replace(false);
    }
  }

  /** Evicts the last of T1 or of T2 and remembers its key in B1 or B2. */
  private void replace(boolean askedFromB2) {
    int size = lists.size(T1);
    if (size >= 1 && (size > target || (askedFromB2 && size == target))) {
      demote(lists.last(T1), B1);
    } else {
      demote(lists.last(T2), B2);
    }
  }

  private void demote(int slot, int ghosts) {
    evictions.evicted(keys.key(slot));
    lists.moveFirst(ghosts, slot);
  }

  private void forget(int slot) {
    lists.remove(slot);
    keys.remove(slot);
  }
}
