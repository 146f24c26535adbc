package cache;

/**
 * Low inter-reference recency set: what counts is the distance between the last two uses of a key.
 * Most of the cache holds keys for which it is small (LIR); a few places are for the others (HIR),
 * which are evicted in FIFO order. The stack S has LIR keys, and HIR keys, resident or not, that were
 * used later than the LIR key at its bottom: such an HIR key that is used again has the smaller
 * distance and changes places with that LIR key.
 *
 * <p>Source: S. Jiang, X. Zhang, "LIRS: an efficient low inter-reference recency set replacement
 * policy to improve buffer cache performance", SIGMETRICS 2002. The paper gives 1 % to HIR keys. It
 * sets no bound on keys in S that are not resident; here they are bounded, and the oldest forgotten.
 */
public final class Candidate implements CachePolicy {
  private static final double HIR_SHARE = @HIR@;
  private static final double HISTORY_SHARE = @HISTORY@;
  /** The list of the stack S; the first is its top. */
  private static final int STACK = 0;
  /** Resident HIR keys, the paper's list Q; the next victim is last. */
  private static final int RESIDENT = 0;
  /** HIR keys that are not resident; the oldest is last. */
  private static final int GHOST = 1;

  private final int capacity;
  private final int lirCapacity;
  private final int historyCapacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists stack;
  private final SlotLists hir;
  private int lirSize;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.lirCapacity = capacity - Math.max(1, (int) (capacity * HIR_SHARE));
    this.historyCapacity = (int) (capacity * HISTORY_SHARE);
    this.evictions = evictions;
    int slots = capacity + historyCapacity;
    this.keys = new KeySlots(slots);
    this.stack = new SlotLists(slots, 1);
    this.hir = new SlotLists(slots, 2);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot < 0) {
      admit(key);
      return false;
    }
    int kind = hir.listOf(slot);
    if (kind == SlotLists.NONE) {
      stack.moveFirst(STACK, slot);
      prune();
      return true;
    }
    if (kind == RESIDENT) {
      if (inStack(slot)) {
        promote(slot);
      } else {
        hir.moveFirst(RESIDENT, slot);
        push(slot);
      }
      return true;
    }
    hir.moveFirst(RESIDENT, slot);
    evict();
    promote(slot);
    return false;
  }

  private void admit(long key) {
    if (lirSize < lirCapacity) {
      stack.addFirst(STACK, keys.add(key));
      lirSize++;
      return;
    }
    if (lirSize + hir.size(RESIDENT) == capacity) {
      evict();
    }
    int slot = keys.add(key);
    hir.addFirst(RESIDENT, slot);
    push(slot);
  }

  /** Evicts the oldest resident HIR key; its history is kept as long as it is in the stack. */
  private void evict() {
    int victim = hir.last(RESIDENT);
    evictions.evicted(keys.key(victim));
    if (inStack(victim)) {
      hir.moveFirst(GHOST, victim);
    } else {
      hir.remove(victim);
      keys.remove(victim);
    }
    if (hir.size(GHOST) > historyCapacity) {
      int oldest = hir.last(GHOST);
      stack.remove(oldest);
      hir.remove(oldest);
      keys.remove(oldest);
    }
  }

  /** Makes a resident HIR key of the stack LIR, and the LIR key at the bottom HIR. */
  private void promote(int slot) {
    hir.remove(slot);
    stack.moveFirst(STACK, slot);
    int bottom = stack.last(STACK);
    stack.remove(bottom);
    hir.addFirst(RESIDENT, bottom);
    prune();
  }

  /** Takes HIR keys from the bottom of the stack until a LIR key is there. */
  private void prune() {
    int bottom = stack.last(STACK);
    while (hir.listOf(bottom) != SlotLists.NONE) {
      stack.remove(bottom);
      if (hir.listOf(bottom) == GHOST) {
        hir.remove(bottom);
        keys.remove(bottom);
      }
      bottom = stack.last(STACK);
    }
  }

  private void push(int slot) {
    // With a capacity of 1 there are no LIR keys, and nothing for the stack to compare with.
    if (lirCapacity > 0) {
      stack.addFirst(STACK, slot);
    }
  }

  private boolean inStack(int slot) {
    return stack.listOf(slot) == STACK;
  }
}
