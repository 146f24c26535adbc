package cache;

/** CLOCK with a fault: the hand leaves the bits set, and goes round for ever when all are. */
public final class Candidate implements CachePolicy {
  private static final int MAXIMUM = 1;

  private final int capacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final byte[] counters;
  private int hand;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.evictions = evictions;
    this.keys = new KeySlots(capacity);
    this.counters = new byte[capacity];
  }

  @Override
  public boolean access(long key) {
    int slot = keys.find(key);
    if (slot >= 0) {
      if (counters[slot] < MAXIMUM) {
        counters[slot]++;
      }
      return true;
    }
    if (keys.size() < capacity) {
      keys.add(key);
      return false;
    }
    while (counters[hand] > 0) {
      advance();
    }
    evictions.evicted(keys.key(hand));
    keys.replace(hand, key);
    advance();
    return false;
  }

  private void advance() {
    hand = (hand + 1) % capacity;
  }
}
