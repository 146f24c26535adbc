package dev.winnow.schemas.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody meant who mistyped a name. */
public final class NearNames {

  private static final int LONGEST = 128;

  private NearNames() {}

  /**
   * The known names near a wanted one, nearest first, at most three.
   *
   * @param wanted the name as it was written
   * @param known the names that would have been right
   */
  public static List<String> of(String wanted, Collection<String> known) {
    if (wanted.length() > LONGEST) {
      return List.of();
    }
    int allowed = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .map(name -> new Candidate(name, distance(wanted, name)))
        .filter(candidate -> candidate.distance <= allowed || contains(candidate.name, wanted))
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(3)
        .map(Candidate::name)
        .toList();
  }

  /** A question such as {@code did you mean timeout?}, or empty if nothing is near. */
  public static String question(String wanted, Collection<String> known) {
    List<String> near = of(wanted, known);
    return near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "?";
  }

  private static boolean contains(String name, String wanted) {
    return wanted.length() >= 4
        && name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  /**
   * Edits from one to the other: letters put in, taken out, replaced, or swapped with their
   * neighbour (Damerau 1964, each place edited once), letters compared without case.
   */
  private static int distance(String left, String right) {
    String one = left.toLowerCase(Locale.ROOT);
    String other = right.toLowerCase(Locale.ROOT);
    int[][] edits = new int[one.length() + 1][other.length() + 1];
    for (int row = 0; row <= one.length(); row++) {
      for (int column = 0; column <= other.length(); column++) {
        edits[row][column] = edits(edits, one, other, row, column);
      }
    }
    return edits[one.length()][other.length()];
  }

  private static int edits(int[][] edits, String one, String other, int row, int column) {
    if (row == 0 || column == 0) {
      return row + column;
    }
    boolean same = one.charAt(row - 1) == other.charAt(column - 1);
    int least = edits[row - 1][column - 1] + (same ? 0 : 1);
    least = Math.min(least, 1 + Math.min(edits[row - 1][column], edits[row][column - 1]));
    boolean swapped =
        row > 1
            && column > 1
            && one.charAt(row - 1) == other.charAt(column - 2)
            && one.charAt(row - 2) == other.charAt(column - 1);
    return swapped ? Math.min(least, 1 + edits[row - 2][column - 2]) : least;
  }

  private record Candidate(String name, int distance) {}
}
