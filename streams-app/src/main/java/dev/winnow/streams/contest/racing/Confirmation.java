package dev.winnow.streams.contest.racing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is measured again before the verdict. Whoever was chosen for being the best of many looks
 * better than it is (the winner's curse), so the figures that a verdict shows come from samples
 * that were taken after the choice, on blocks that nobody has been measured on.
 *
 * <p>The fresh samples join the others: the intervals hold whenever one looks, so that is fair, and
 * the race is asked again afterwards. If it then names others, they get fresh samples too.
 */
public final class Confirmation {
  private final int samples;

  /**
   * A rule.
   *
   * @param samples how many fresh samples each kept candidate gets; 0 for none
   */
  public Confirmation(int samples) {
    this.samples = samples;
  }

  /**
   * Who needs fresh samples, and how many.
   *
   * @param kept the candidates that the verdict would keep, best first
   * @param fresh how many fresh samples each has or has out; none where it is not named
   * @return by candidate, more than 0, best first; empty when the verdict may be written
   */
  public Map<String, Integer> due(List<String> kept, Map<String, Integer> fresh) {
    Map<String, Integer> due = new LinkedHashMap<>();
    for (String id : kept) {
      int missing = samples - fresh.getOrDefault(id, 0);
      if (missing > 0) {
        due.put(id, missing);
      }
    }
    return due;
  }

  /** The block of the first fresh sample: past all that any race may use. */
  public static final long FIRST_BLOCK = 1_000_001;
}
