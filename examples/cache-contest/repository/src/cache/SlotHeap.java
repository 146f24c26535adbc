package cache;

/** A binary heap of slots: finds the slot of the lowest priority, and lets priorities change. */
public final class SlotHeap {
  private final long[] priorities;
  private final int[] heap;
  private final int[] places;
  private int size;

  /** Makes an empty heap for slots from 0 to {@code slots - 1}. */
  public SlotHeap(int slots) {
    priorities = new long[slots];
    heap = new int[slots];
    places = new int[slots];
  }

  /** Adds a slot that is not in the heap. */
  public void add(int slot, long priority) {
    priorities[slot] = priority;
    size++;
    rise(size - 1, slot);
  }

  /** Changes the priority of a slot that is in the heap. */
  public void update(int slot, long priority) {
    boolean lower = priority < priorities[slot];
    priorities[slot] = priority;
    if (lower) {
      rise(places[slot], slot);
    } else {
      sink(places[slot], slot);
    }
  }

  /** Takes the slot of the lowest priority out of a heap that is not empty. */
  public int removeFirst() {
    int first = heap[0];
    size--;
    if (size > 0) {
      sink(0, heap[size]);
    }
    return first;
  }

  public long priority(int slot) {
    return priorities[slot];
  }

  public int size() {
    return size;
  }

  private void rise(int place, int slot) {
    while (place > 0) {
      int parent = (place - 1) / 2;
      if (priorities[heap[parent]] <= priorities[slot]) {
        break;
      }
      put(place, heap[parent]);
      place = parent;
    }
    put(place, slot);
  }

  private void sink(int place, int slot) {
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && priorities[heap[child + 1]] < priorities[heap[child]]) {
        child++;
      }
      if (priorities[slot] <= priorities[heap[child]]) {
        break;
      }
      put(place, heap[child]);
      place = child;
    }
    put(place, slot);
  }

  private void put(int place, int slot) {
    heap[place] = slot;
    places[slot] = place;
  }
}
