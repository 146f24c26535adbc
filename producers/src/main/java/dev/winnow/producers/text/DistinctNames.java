package dev.winnow.producers.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/**
 * Names of a table without what all of them have in common: of {@code threads-2-policy-lru} and
 * {@code threads-4-policy-none} what is left is {@code …2…lru} and {@code …4…none}. Variants of a
 * grid differ in a few words between many that are the same, and a short column has room for few.
 */
public final class DistinctNames {
  private static final String GAP = "…";

  /** Names that have one word in common, as the number of an attempt, are not of one grid. */
  private static final int FEWEST_SHARED = 2;

  private final List<String> common;

  /**
   * @param names all names of the table
   */
  public DistinctNames(Collection<String> names) {
    Iterator<String> all = names.iterator();
    List<String> shared = all.hasNext() ? words(all.next()) : List.of();
    while (all.hasNext() && !shared.isEmpty()) {
      shared = shared(shared, words(all.next()));
    }
    common = shared.size() < FEWEST_SHARED ? List.of() : shared;
  }

  /**
   * A name that fits into a column, if it can be made to fit so: it is left as it is where it fits
   * whole, and where it would have nothing left.
   *
   * @param width characters of the column
   */
  public String fit(String name, int width) {
    return name.length() <= width ? name : distinct(name);
  }

  private String distinct(String name) {
    StringBuilder text = new StringBuilder();
    StringJoiner kept = new StringJoiner("-");
    int next = 0;
    boolean isAnyLeft = false;
    for (String word : words(name)) {
      if (next < common.size() && word.equals(common.get(next))) {
        next++;
        text.append(kept);
        kept = new StringJoiner("-");
        if (!text.toString().endsWith(GAP)) {
          text.append(GAP);
        }
      } else {
        kept.add(word);
        isAnyLeft = true;
      }
    }
    return isAnyLeft ? text.append(kept).toString() : name;
  }

  private static List<String> words(String name) {
    return List.of(name.split("-", -1));
  }

  /** The longest common subsequence of two lists of words. */
  private static List<String> shared(List<String> one, List<String> other) {
    int[][] longest = new int[one.size() + 1][other.size() + 1];
    for (int i = one.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        longest[i][j] =
            one.get(i).equals(other.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    List<String> shared = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      if (one.get(i).equals(other.get(j))) {
        shared.add(one.get(i));
        i++;
        j++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }
}
