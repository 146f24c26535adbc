package harness;

/**
 * A set of longs by linear probing. The harness has one of its own so that its book-keeping rests on
 * nothing that a candidate can edit.
 */
final class LongSet {
  private final long[] table;
  private final boolean[] taken;
  private final int mask;
  private int size;

  LongSet(int maximum) {
    int length = Integer.highestOneBit(Math.max(2, maximum)) * 4;
    table = new long[length];
    taken = new boolean[length];
    mask = length - 1;
  }

  boolean contains(long key) {
    return taken[place(key)];
  }

  void add(long key) {
    int place = place(key);
    if (!taken[place]) {
      taken[place] = true;
      table[place] = key;
      size++;
    }
  }

  /** Removes a key; answers whether it was there. */
  boolean remove(long key) {
    int hole = place(key);
    if (!taken[hole]) {
      return false;
    }
    // Shift back what was pushed past the hole (Knuth, The Art of Computer Programming 3, 6.4 R).
    int at = hole;
    while (true) {
      at = (at + 1) & mask;
      if (!taken[at]) {
        break;
      }
      int home = home(table[at]);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    taken[hole] = false;
    size--;
    return true;
  }

  int size() {
    return size;
  }

  private int place(long key) {
    int place = home(key);
    while (taken[place] && table[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private int home(long key) {
    return (int) ((key * 0xD6E8FEB86659FD93L) >>> 33) & mask;
  }
}
