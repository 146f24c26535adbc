package cache;

/**
 * CLOCK, generalised: a hand goes round the keys and evicts the first whose counter is zero, taking
 * one off each counter that it passes. A use adds one, up to a maximum; a maximum of 1 is the
 * classic CLOCK with its reference bit.
 *
 * <p>Source: F. J. Corbató, "A paging experiment with the Multics system", MIT Project MAC report
 * MAC-M-384, 1968; generalised by A. J. Smith, "Sequentiality and prefetching in database systems",
 * ACM Transactions on Database Systems 3(3), 1978.
 */
public final class Candidate implements CachePolicy {
  private static final int MAXIMUM = @MAXIMUM@;

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
      counters[hand]--;
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
