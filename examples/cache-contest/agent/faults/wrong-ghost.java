package cache;

/** 2Q with a fault: a key that is only remembered counts as a hit. */
public final class Candidate implements CachePolicy {
  private static final double IN_SHARE = 0.25;
  private static final double OUT_SHARE = 0.5;
  private static final int A1_IN = 0;
  private static final int A1_OUT = 1;
  private static final int AM = 2;

  private final int capacity;
  private final int inCapacity;
  private final int outCapacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists queues;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.inCapacity = Math.max(1, (int) (capacity * IN_SHARE));
    this.outCapacity = Math.max(1, (int) (capacity * OUT_SHARE));
    this.evictions = evictions;
    int slots = capacity + outCapacity;
    this.keys = new KeySlots(slots);
    this.queues = new SlotLists(slots, 3);
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    int queue = slot < 0 ? SlotLists.NONE : queues.listOf(slot);
    if (queue == AM) {
      queues.moveFirst(AM, slot);
      return true;
    }
    if (queue == A1_IN) {
      // Uses that follow soon after the first are one use.
      return true;
    }
    if (queue == A1_OUT) {
      queues.remove(slot);
      reclaim();
      queues.addFirst(AM, slot);
      return true;
    }
    reclaim();
    queues.addFirst(A1_IN, keys.add(key));
    return false;
  }

  /** Makes room for one more resident key. */
  private void reclaim() {
    if (queues.size(A1_IN) + queues.size(AM) < capacity) {
      return;
    }
    if (queues.size(A1_IN) > inCapacity || queues.size(AM) == 0) {
      if (queues.size(A1_OUT) == outCapacity) {
        forget(queues.last(A1_OUT));
      }
      int victim = queues.last(A1_IN);
      evictions.evicted(keys.key(victim));
      queues.moveFirst(A1_OUT, victim);
    } else {
      int victim = queues.last(AM);
      evictions.evicted(keys.key(victim));
      forget(victim);
    }
  }

  private void forget(int slot) {
    queues.remove(slot);
    keys.remove(slot);
  }
}
