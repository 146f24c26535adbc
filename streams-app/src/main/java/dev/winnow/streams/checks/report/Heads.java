package dev.winnow.streams.checks.report;

import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The heads of a pull request in the order in which they were pushed, whatever the order in which
 * they are heard of. Adding is commutative and idempotent, so deliveries may be late, doubled and
 * out of order.
 *
 * <p>GitHub's times are whole seconds. Within one second a head comes after the one that it says it
 * took the place of.
 */
public final class Heads {
  /** So many pairs of head and base are kept: those that were pushed last. */
  static final int MOST = 10;

  /** So many events of them are kept, since a head can be closed and opened without end. */
  static final int MOST_EVENTS = 100;

  private Heads() {}

  /** The heads with one more, oldest first. */
  public static List<PullRequestHead> add(List<PullRequestHead> known, PullRequestHead head) {
    Set<PullRequestHead> all = new LinkedHashSet<>(known);
    all.add(head);
    List<PullRequestHead> sorted = sort(all);
    List<PullRequestHead> distinct = distinct(sorted);
    Set<String> kept =
        distinct.subList(Math.max(0, distinct.size() - MOST), distinct.size()).stream()
            .map(Heads::pair)
            .collect(Collectors.toSet());
    List<PullRequestHead> events =
        sorted.stream().filter(each -> kept.contains(pair(each))).toList();
    return events.subList(Math.max(0, events.size() - MOST_EVENTS), events.size());
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
      if (seen.add(pair(head))) {
        distinct.add(0, head);
      }
    }
    return distinct;
  }

  private static String pair(PullRequestHead head) {
    return head.getHead() + '/' + head.getBase();
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

  /**
   * How many heads of the same second this one is known to come after. Only a push says what it
   * took the place of; a head that was closed in the second of its push comes where it was pushed.
   */
  private static int depth(PullRequestHead head, Set<PullRequestHead> heads) {
    List<PullRequestHead> second =
        heads.stream().filter(each -> each.getUpdatedAt().equals(head.getUpdatedAt())).toList();
    Optional<String> before =
        head.getBefore().isEmpty() && head.getState() != PullRequestState.OPEN
            ? before(head.getHead(), second)
            : head.getBefore();
    int depth = 0;
    Set<String> passed = new HashSet<>();
    while (before.isPresent() && passed.add(before.get())) {
      String earlier = before.get();
      if (second.stream().noneMatch(each -> each.getHead().equals(earlier))) {
        return depth;
      }
      depth++;
      before = before(earlier, second);
    }
    return depth;
  }

  /** What a head took the place of, as far as an event of the same second says. */
  private static Optional<String> before(String head, List<PullRequestHead> second) {
    return second.stream()
        .filter(each -> each.getHead().equals(head))
        .flatMap(each -> each.getBefore().stream())
        .max(Comparator.naturalOrder());
  }
}
