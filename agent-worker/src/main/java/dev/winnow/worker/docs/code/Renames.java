package dev.winnow.worker.docs.code;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What names are called now: where most lines that had a name were replaced by ones that differ in
 * it only, it was renamed.
 */
public final class Renames {
  /** To compare files takes the square of what differs in them. */
  private static final int MOST_LINES = 2_000;

  private static final int MOST_OF_A_HUNK = 200;

  private final Map<String, Map<String, Integer>> votes = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * Looks at files that both trees have and that differ.
   *
   * @param wanted names that are gone
   */
  public static Renames between(Tree before, Tree head, List<String> files, Set<String> wanted) {
    Renames renames = new Renames();
    for (String file : files) {
      Optional<String> old = before.text(file);
      Optional<String> now = head.text(file);
      if (old.isPresent()
          && now.isPresent()
          && wanted.stream().anyMatch(name -> old.get().contains(name))) {
        renames.look(old.get(), now.get(), wanted);
      }
    }
    return renames;
  }

  /** What a name is called now; empty if that is not clear. */
  public Optional<String> of(String name) {
    Map<String, Integer> candidates = votes.getOrDefault(name, Map.of());
    int all = lines.getOrDefault(name, 0);
    return candidates.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .filter(best -> best.getValue() * 3 > all * 2)
        .map(Map.Entry::getKey);
  }

  private void look(String old, String now, Set<String> wanted) {
    List<String> oldLines = old.lines().toList();
    List<String> nowLines = now.lines().toList();
    if (oldLines.size() > MOST_LINES || nowLines.size() > MOST_LINES) {
      return;
    }
    for (AbstractDelta<String> delta : DiffUtils.diff(oldLines, nowLines).getDeltas()) {
      List<String> source = delta.getSource().getLines();
      List<String> target = delta.getTarget().getLines();
      source.forEach(line -> count(line, wanted));
      if (delta.getType() == DeltaType.CHANGE
          && source.size() == target.size()
          && source.size() <= MOST_OF_A_HUNK) {
        for (int i = 0; i < source.size(); i++) {
          vote(source.get(i), target.get(i), wanted);
        }
      }
    }
  }

  private void count(String old, Set<String> wanted) {
    tokens(old).stream()
        .distinct()
        .filter(wanted::contains)
        .forEach(name -> lines.merge(name, 1, Integer::sum));
  }

  private void vote(String old, String now, Set<String> wanted) {
    List<String> before = tokens(old);
    List<String> after = tokens(now);
    if (before.size() != after.size()) {
      return;
    }
    String from = null;
    String to = null;
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        boolean isAnother =
            from != null && !(from.equals(before.get(i)) && to.equals(after.get(i)));
        if (isAnother) {
          return;
        }
        from = before.get(i);
        to = after.get(i);
      }
    }
    if (from != null && wanted.contains(from) && isName(to)) {
      votes.computeIfAbsent(from, name -> new TreeMap<>()).merge(to, 1, Integer::sum);
    }
  }

  private static boolean isName(String text) {
    return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_' || text.startsWith("--");
  }

  /** Names with their dashes, and every other character that is no space. */
  private static List<String> tokens(String line) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      int end = i;
      while (end < line.length() && (isPart(line.charAt(end)) || isDash(line, end))) {
        end++;
      }
      if (end > i) {
        tokens.add(line.substring(i, end));
      } else if (!Character.isWhitespace(line.charAt(i))) {
        tokens.add(line.substring(i, ++end));
      } else {
        end++;
      }
      i = end;
    }
    return tokens;
  }

  private static boolean isDash(String line, int at) {
    return line.charAt(at) == '-'
        && at + 1 < line.length()
        && (isPart(line.charAt(at + 1)) || line.charAt(at + 1) == '-');
  }

  private static boolean isPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }
}
