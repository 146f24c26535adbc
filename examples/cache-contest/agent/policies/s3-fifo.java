package cache;

/**
 * S3-FIFO: three FIFO queues. New keys go into a small one; those that were used there move on to the
 * main one, the others are evicted and only remembered (ghosts). A ghost that is asked for goes into
 * the main queue at once, where keys that were used get another round.
 *
 * <p>Source: J. Yang, Y. Zhang, Z. Qiu, Y. Yue, K. V. Rashmi, "FIFO queues are all you need for cache
 * eviction", SOSP 2023, algorithm 1. The paper gives 10 % to the small queue, as many ghosts as the
 * main queue has keys, and moves keys that were used more than once.
 */
public final class Candidate implements CachePolicy {
  private static final double SMALL_SHARE = @SMALL@;
  /** How often a key must have been used in the small queue to move to the main one. */
  private static final int USES_TO_MOVE = @USES@;
  private static final int MAXIMUM_USES = 3;
  private static final int SMALL = 0;
  private static final int MAIN = 1;
  private static final int GHOST = 2;

  private final int capacity;
  private final int smallCapacity;
  private final int ghostCapacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists queues;
  private final byte[] uses;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.smallCapacity = Math.max(1, (int) (capacity * SMALL_SHARE));
    this.ghostCapacity = capacity - smallCapacity;
    this.evictions = evictions;
    int slots = capacity + ghostCapacity;
    this.keys = new KeySlots(slots);
    this.queues = new SlotLists(slots, 3);
    this.uses = new byte[slots];
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0 && queues.listOf(slot) != GHOST) {
      if (uses[slot] < MAXIMUM_USES) {
        uses[slot]++;
      }
      return true;
    }
    boolean remembered = slot >= 0;
    if (remembered) {
      queues.remove(slot);
    }
    while (queues.size(SMALL) + queues.size(MAIN) == capacity) {
      if (queues.size(SMALL) >= smallCapacity) {
        leaveSmall(queues.last(SMALL));
      } else {
        leaveMain(queues.last(MAIN));
      }
    }
    if (!remembered) {
      slot = keys.add(key);
    }
    uses[slot] = 0;
    queues.addFirst(remembered ? MAIN : SMALL, slot);
    return false;
  }

  private void leaveSmall(int slot) {
    if (uses[slot] >= USES_TO_MOVE) {
      uses[slot] = 0;
      queues.moveFirst(MAIN, slot);
      return;
    }
    evictions.evicted(keys.key(slot));
    if (ghostCapacity == 0) {
      forget(slot);
      return;
    }
    if (queues.size(GHOST) == ghostCapacity) {
      forget(queues.last(GHOST));
    }
    queues.moveFirst(GHOST, slot);
  }

  private void leaveMain(int slot) {
    if (uses[slot] > 0) {
      uses[slot]--;
      queues.moveFirst(MAIN, slot);
    } else {
      evictions.evicted(keys.key(slot));
      forget(slot);
    }
  }

  private void forget(int slot) {
    queues.remove(slot);
    keys.remove(slot);
  }
}
