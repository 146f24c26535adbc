package cache;

import java.util.Arrays;

/**
 * A few doubly linked lists whose members are slots. A slot is on one list at most; each operation
 * takes constant time. The ends of a list are called first and last.
 */
public final class SlotLists {
  /** What the methods answer where there is no slot or no list. */
  public static final int NONE = -1;

  private final int slots;
  private final int[] before;
  private final int[] after;
  private final byte[] listOf;
  private final int[] sizes;

  /** Makes empty lists, numbered from 0, for slots from 0 to {@code slots - 1}. */
  public SlotLists(int slots, int lists) {
    this.slots = slots;
    // Past the slots, each list has one more link that closes it to a ring.
    before = new int[slots + lists];
    after = new int[slots + lists];
    listOf = new byte[slots];
    sizes = new int[lists];
    Arrays.fill(listOf, (byte) NONE);
    for (int list = 0; list < lists; list++) {
      before[slots + list] = slots + list;
      after[slots + list] = slots + list;
    }
  }

  /** The list that a slot is on, or {@link #NONE}. */
  public int listOf(int slot) {
    return listOf[slot];
  }

  public int size(int list) {
    return sizes[list];
  }

  /** The first slot of a list, or {@link #NONE} if the list is empty. */
  public int first(int list) {
    return slotAt(after[slots + list]);
  }

  /** The last slot of a list, or {@link #NONE} if the list is empty. */
  public int last(int list) {
    return slotAt(before[slots + list]);
  }

  /** The neighbour on the side of the first, or {@link #NONE} if the slot is first. */
  public int before(int slot) {
    return slotAt(before[slot]);
  }

  /** Adds a slot that is on no list. */
  public void addFirst(int list, int slot) {
    link(list, slot, after[slots + list]);
  }

  /** Adds a slot that is on no list. */
  public void addLast(int list, int slot) {
    link(list, slot, slots + list);
  }

  /** Takes a slot off its list. */
  public void remove(int slot) {
    after[before[slot]] = after[slot];
    before[after[slot]] = before[slot];
    sizes[listOf[slot]]--;
    listOf[slot] = NONE;
  }

  /** Takes a slot off its list and makes it the first of this one. */
  public void moveFirst(int list, int slot) {
    remove(slot);
    addFirst(list, slot);
  }

  /** Takes a slot off its list and makes it the last of this one. */
  public void moveLast(int list, int slot) {
    remove(slot);
    addLast(list, slot);
  }

  private void link(int list, int slot, int behind) {
    before[slot] = before[behind];
    after[slot] = behind;
    after[before[behind]] = slot;
    before[behind] = slot;
    listOf[slot] = (byte) list;
    sizes[list]++;
  }

  private int slotAt(int link) {
    return link < slots ? link : NONE;
  }
}
