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

  /** Levenshtein's distance (1966), letters compared without case, in two rows. */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        char one = Character.toLowerCase(left.charAt(row - 1));
        char other = Character.toLowerCase(right.charAt(column - 1));
        int replaced = above[column - 1] + (one == other ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[right.length()];
  }

  private record Candidate(String name, int distance) {}
}
