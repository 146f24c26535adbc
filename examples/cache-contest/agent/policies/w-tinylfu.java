package cache;

/**
 * W-TinyLFU: new keys come into a small LRU window. One that drops out of it is let into the main
 * segmented LRU only if it is used more often than the key that it would drive out, as far as a small
 * sketch of counters knows. The sketch ages: from time to time all counters are halved. Without a
 * window this is plain TinyLFU over a segmented LRU.
 *
 * <p>Source: G. Einziger, R. Friedman, B. Manes, "TinyLFU: a highly efficient cache admission
 * policy", ACM Transactions on Storage 13(4), 2017 (TinyLFU: G. Einziger, R. Friedman, PDP 2014).
 * The paper's window is 1 % and its main segment protects 80 %. The sketch is a count-min sketch with
 * minimal increment and counters of 4 bits; the paper's doorkeeper is left out.
 */
public final class Candidate implements CachePolicy {
  private static final double WINDOW_SHARE = @WINDOW@;
  private static final double PROTECTED_SHARE = 0.8;
  private static final int WINDOW = 0;
  private static final int PROBATION = 1;
  private static final int PROTECTED = 2;

  private final int capacity;
  private final int windowCapacity;
  private final int protectedCapacity;
  private final EvictionListener evictions;
  private final KeySlots keys;
  private final SlotLists segments;
  private final Sketch sketch;

  public Candidate(int capacity, EvictionListener evictions) {
    this.capacity = capacity;
    this.windowCapacity = WINDOW_SHARE == 0 ? 0 : Math.max(1, (int) (capacity * WINDOW_SHARE));
    this.protectedCapacity = (int) ((capacity - windowCapacity) * PROTECTED_SHARE);
    this.evictions = evictions;
    // One more, since a key comes into the window before another leaves.
    this.keys = new KeySlots(capacity + 1);
    this.segments = new SlotLists(capacity + 1, 3);
    this.sketch = new Sketch(capacity);
  }

  @Override
  public boolean access(long key) {
    sketch.add(key);
    int slot = keys.find(key);
    if (slot >= 0) {
      touch(slot);
      return true;
    }
    segments.addFirst(WINDOW, keys.add(key));
    if (segments.size(WINDOW) > windowCapacity) {
      leaveWindow(segments.last(WINDOW));
    }
    return false;
  }

  private void touch(int slot) {
    if (segments.listOf(slot) == WINDOW) {
      segments.moveFirst(WINDOW, slot);
      return;
    }
    segments.moveFirst(PROTECTED, slot);
    if (segments.size(PROTECTED) > protectedCapacity) {
      segments.moveFirst(PROBATION, segments.last(PROTECTED));
    }
  }

  private void leaveWindow(int candidate) {
    if (keys.size() <= capacity) {
      segments.moveFirst(PROBATION, candidate);
      return;
    }
    int victim = segments.last(PROBATION);
    if (victim != SlotLists.NONE
        && sketch.count(keys.key(candidate)) > sketch.count(keys.key(victim))) {
      segments.moveFirst(PROBATION, candidate);
      evict(victim);
    } else {
      evict(candidate);
    }
  }

  private void evict(int slot) {
    evictions.evicted(keys.key(slot));
    segments.remove(slot);
    keys.remove(slot);
  }

  /** Estimates how often keys were added lately, never too low but for its ageing. */
  private static final class Sketch {
    private static final int ROWS = 4;
    private static final int MAXIMUM = 15;

    /** Sixteen counters of 4 bits in each word; the rows follow each other. */
    private final long[] words;
    /** A power of two. */
    private final int countersPerRow;
    private final int sample;
    private int additions;

    Sketch(int capacity) {
      countersPerRow = Integer.highestOneBit(Math.max(16, capacity)) * 2;
      words = new long[ROWS * countersPerRow / 16];
      sample = 10 * Math.max(1, capacity);
    }

    int count(long key) {
      int least = MAXIMUM;
      for (int row = 0; row < ROWS; row++) {
        least = Math.min(least, counter(index(key, row)));
      }
      return least;
    }

    void add(long key) {
      int least = count(key);
      if (least < MAXIMUM) {
        for (int row = 0; row < ROWS; row++) {
          int index = index(key, row);
          if (counter(index) == least) {
            words[index >>> 4] += 1L << ((index & 15) << 2);
          }
        }
      }
      additions++;
      if (additions == sample) {
        age();
      }
    }

    private void age() {
      for (int i = 0; i < words.length; i++) {
        words[i] = (words[i] >>> 1) & 0x7777777777777777L;
      }
      additions /= 2;
    }

    private int counter(int index) {
      return (int) (words[index >>> 4] >>> ((index & 15) << 2)) & MAXIMUM;
    }

    private int index(long key, int row) {
      long hash = (key + row * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
      hash = (hash ^ (hash >>> 31)) * 0x94D049BB133111EBL;
      return row * countersPerRow + ((int) (hash >>> 40) & (countersPerRow - 1));
    }
  }
}
