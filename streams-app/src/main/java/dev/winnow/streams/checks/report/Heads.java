package dev.winnow.streams.checks.report;

import dev.winnow.schemas.PullRequestHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The heads of a pull request in the order in which they were pushed, whatever the order in which
 * they are heard of. Adding is commutative and idempotent, so deliveries may be late, doubled and
 * out of order.
 *
 * <p>GitHub's times are whole seconds. Within one second a head comes after the one that it says it
 * took the place of.
 */
public final class Heads {
  /** So many are kept: those that were pushed last. */
  static final int MOST = 10;

  private Heads() {}

  /** The heads with one more, oldest first. */
  public static List<PullRequestHead> add(List<PullRequestHead> known, PullRequestHead head) {
    Set<PullRequestHead> all = new LinkedHashSet<>(known);
    all.add(head);
    List<PullRequestHead> sorted = sort(all);
    return List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
  }

  /** The one that was pushed last. */
  public static PullRequestHead newest(List<PullRequestHead> heads) {
    return heads.get(heads.size() - 1);
  }

  /** Each pair of head and base once, at its last place; oldest first. */
  public static List<PullRequestHead> distinct(List<PullRequestHead> heads) {
    List<PullRequestHead> distinct = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = heads.size() - 1; i >= 0; i--) {
      PullRequestHead head = heads.get(i);
      if (seen.add(head.getHead() + '/' + head.getBase())) {
        distinct.add(0, head);
      }
    }
    return distinct;
  }

  private static List<PullRequestHead> sort(Set<PullRequestHead> heads) {
    Map<PullRequestHead, Integer> depths = new HashMap<>();
    heads.forEach(head -> depths.put(head, depth(head, heads)));
    List<PullRequestHead> sorted = new ArrayList<>(heads);
    sorted.sort(
        Comparator.comparing(PullRequestHead::getUpdatedAt)
            .thenComparing(depths::get)
            .thenComparing(PullRequestHead::getState)
            .thenComparing(PullRequestHead::getHead)
            .thenComparing(PullRequestHead::getBase)
            .thenComparing(PullRequestHead::getBaseRef)
            .thenComparing(head -> head.getBefore().orElse("")));
    return sorted;
  }

  /** How many heads of the same second this one is known to come after. */
  private static int depth(PullRequestHead head, Set<PullRequestHead> heads) {
    int depth = 0;
    String before = head.getBefore().orElse(null);
    Set<String> passed = new HashSet<>();
    while (before != null && passed.add(before)) {
      String earlier = before;
      before =
          heads.stream()
              .filter(other -> other.getUpdatedAt().equals(head.getUpdatedAt()))
              .filter(other -> other.getHead().equals(earlier))
              .map(other -> other.getBefore().orElse(""))
              .max(Comparator.naturalOrder())
              .orElse(null);
      depth += before == null ? 0 : 1;
    }
    return depth;
  }
}
