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
import java.util.stream.Stream;

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
    Stream.of(tokens(old, false), tokens(old, true))
        .flatMap(List::stream)
        .distinct()
        .filter(wanted::contains)
        .forEach(name -> lines.merge(name, 1, Integer::sum));
  }

  /** Names of settings have dots in them; other names end at a dot. */
  private void vote(String old, String now, Set<String> wanted) {
    for (boolean hasDots : List.of(false, true)) {
      Optional<Renamed> one = difference(tokens(old, hasDots), tokens(now, hasDots));
      if (one.isPresent() && wanted.contains(one.get().from()) && isName(one.get().to())) {
        votes
            .computeIfAbsent(one.get().from(), name -> new TreeMap<>())
            .merge(one.get().to(), 1, Integer::sum);
        return;
      }
    }
  }

  private record Renamed(String from, String to) {}

  /** The only thing in which two lines differ, wherever they have it. */
  private static Optional<Renamed> difference(List<String> before, List<String> after) {
    if (before.size() != after.size()) {
      return Optional.empty();
    }
    Renamed found = null;
    for (int i = 0; i < before.size(); i++) {
      Renamed here = new Renamed(before.get(i), after.get(i));
      if (!here.from().equals(here.to())) {
        if (found != null && !found.equals(here)) {
          return Optional.empty();
        }
        found = here;
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean isName(String text) {
    return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_' || text.startsWith("--");
  }

  /** Names with their dashes, or also with their dots, and every other character but spaces. */
  private static List<String> tokens(String line, boolean hasDots) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      int end = i;
      while (end < line.length()
          && (isPart(line.charAt(end)) || isDash(line, end) || (hasDots && isDot(line, end)))) {
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

  private static boolean isDot(String line, int at) {
    return line.charAt(at) == '.'
        && at > 0
        && isPart(line.charAt(at - 1))
        && at + 1 < line.length()
        && isPart(line.charAt(at + 1));
  }

  private static boolean isPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }
}
