package dev.winnow.streams.contest.dedup;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * When the members of a family are evaluated. The first is at once. The others wait until the
 * family does well, which is when its best member is among the best of the board; then all of them
 * go. Where all who were evaluated have been rejected nothing is known of the family, so the next
 * one goes. On a board that is too small to tell, the others go when there is nothing else to do.
 * Members of a family that does badly are never evaluated: that is what is saved.
 *
 * @param topShare the family does well if its best is in this share of the board, rounded up; from
 *     0 to 1
 * @param topAtLeast and in any case if it is among so many; at least 1
 * @param boardAtLeast nobody does well on a board of fewer clusters: the first to be measured would
 *     always be the best
 */
public record FamilyRule(double topShare, int topAtLeast, int boardAtLeast) {
  /** The upper half, or the best three, of a board of four at least. */
  public static final FamilyRule USUAL = new FamilyRule(0.5, 3, 4);

  private static final Comparator<Family> BEST_FIRST =
      Comparator.<Family>comparingInt(family -> family.bestPlace().orElse(Integer.MAX_VALUE))
          .thenComparingInt(Family::number)
          .thenComparing(Family::familyId);

  public FamilyRule {
    if (!(topShare >= 0 && topShare <= 1) || topAtLeast < 1 || boardAtLeast < 1) {
      throw new IllegalArgumentException(topShare + ", " + topAtLeast + ", " + boardAtLeast);
    }
  }

  /**
   * What is known of a family that has members who wait.
   *
   * @param familyId its id
   * @param number which of the task's clusters its first one was, from 1
   * @param bestPlace where its best member is on the board, from 0; empty if none is there or if
   *     that is further down than {@link #top}
   * @param isAllRejected whether every member that was evaluated has been rejected
   */
  public record Family(String familyId, int number, OptionalInt bestPlace, boolean isAllRejected) {}

  /**
   * How many places from the top do well.
   *
   * @param measured how many clusters are on the board
   */
  public int top(int measured) {
    if (measured < boardAtLeast) {
      return 0;
    }
    return Math.min(measured, Math.max(topAtLeast, (int) Math.ceil(topShare * measured)));
  }

  /**
   * The families that are evaluated further now, the best first and then in the order in which they
   * came. Of one whose evaluated members are all rejected the next goes, of the others all.
   *
   * @param waiting the families that have members who wait
   * @param measured how many clusters are on the board
   * @param isIdle whether nothing else is left to do: nothing in flight, and nothing to be issued
   */
  public List<Family> promoted(Collection<Family> waiting, int measured, boolean isIdle) {
    int top = top(measured);
    boolean isTooSmallToTell = isIdle && top == 0;
    return waiting.stream()
        .filter(
            family ->
                isTooSmallToTell
                    || family.isAllRejected()
                    || (family.bestPlace().isPresent() && family.bestPlace().getAsInt() < top))
        .sorted(BEST_FIRST)
        .toList();
  }
}
