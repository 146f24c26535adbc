package cache;

import java.util.Arrays;

/**
 * Gives each of a bounded number of keys a slot: a small number that a policy can use as an index
 * into arrays of its own. It is a hash table with chains; a slot that is free is on a chain too.
 */
public final class KeySlots {
  private static final int NONE = -1;

  private final long[] keys;
  private final int[] next;
  private final int[] buckets;
  private int free;
  private int size;

  /** Makes room for so many keys; slots are numbered from 0. */
  public KeySlots(int maximum) {
    keys = new long[maximum];
    next = new int[maximum];
    buckets = new int[Integer.highestOneBit(Math.max(1, maximum - 1)) * 2];
    Arrays.fill(buckets, NONE);
    for (int slot = 0; slot < maximum; slot++) {
      next[slot] = slot + 1 < maximum ? slot + 1 : NONE;
    }
    free = maximum > 0 ? 0 : NONE;
  }

  /** The key's slot, or -1 if it has none. */
  public int find(long key) {
    int slot = buckets[bucket(key)];
    while (slot != NONE && keys[slot] != key) {
      slot = next[slot];
    }
    return slot;
  }

  /**
   * Gives a slot to a key that has none. Slots are given in the order 0, 1, 2 … as long as none has
   * been removed.
   */
  public int add(long key) {
    int slot = free;
    if (slot == NONE) {
      throw new IllegalStateException("all " + keys.length + " slots are taken");
    }
    free = next[slot];
    link(slot, key);
    size++;
    return slot;
  }

  /** Takes a slot back from its key. */
  public void remove(int slot) {
    unlink(slot);
    next[slot] = free;
    free = slot;
    size--;
  }

  /** Gives a slot that is taken to another key, which has none. */
  public void replace(int slot, long key) {
    unlink(slot);
    link(slot, key);
  }

  /** The key that has the slot. */
  public long key(int slot) {
    return keys[slot];
  }

  /** How many keys have a slot. */
  public int size() {
    return size;
  }

  private void link(int slot, long key) {
    int bucket = bucket(key);
    keys[slot] = key;
    next[slot] = buckets[bucket];
    buckets[bucket] = slot;
  }

  private void unlink(int slot) {
    int bucket = bucket(keys[slot]);
    if (buckets[bucket] == slot) {
      buckets[bucket] = next[slot];
      return;
    }
    int before = buckets[bucket];
    while (next[before] != slot) {
      before = next[before];
    }
    next[before] = next[slot];
  }

  private int bucket(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32) & (buckets.length - 1);
  }
}
