package dev.winnow.worker.mutation;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Numbers in a random order, without repetition: the first steps of a shuffle (Fisher and Yates
 * 1938). {@link Random} is specified to the bit, so a seed means the same on each machine.
 */
final class Draw {
  private Draw() {}

  /**
   * The number that is drawn at a turn.
   *
   * @param turn from 1 to {@code count}
   * @param count how many there are
   * @param seed of the order
   * @return from 0, below {@code count}
   */
  static int at(int turn, int count, long seed) {
    Random random = new Random(seed);
    Map<Integer, Integer> moved = new HashMap<>();
    int drawn = 0;
    for (int i = 0; i < turn; i++) {
      int j = i + random.nextInt(count - i);
      drawn = moved.getOrDefault(j, j);
      moved.put(j, moved.getOrDefault(i, i));
    }
    return drawn;
  }
}
