package dev.winnow.worker.check;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.worker.consumer.ConsumerUses;
import dev.winnow.worker.contract.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of one place in a contract. A schema that many operations share breaks in all of them at
 * once; that is one thing to mend, and one finding.
 *
 * @param change the first of them by element; it stands for all
 * @param consumers who is hit by any of them
 */
record RootCause(Change change, List<ConsumerUse> consumers) {
  private static final int MOST_NAMED = 3;

  /**
   * Puts together what has one cause.
   *
   * @param changes changes of one contract, each with who is hit by it
   */
  static List<RootCause> of(List<RootCause> changes) {
    Map<String, List<RootCause>> groups = new LinkedHashMap<>();
    for (RootCause each : changes) {
      groups.computeIfAbsent(key(each.change()), key -> new ArrayList<>()).add(each);
    }
    return groups.values().stream().map(RootCause::merge).toList();
  }

  /** What is at no line has no cause that could be told from others. */
  private static String key(Change change) {
    String place = change.place().line() == 0 ? change.element() : change.place().toString();
    return change.rule() + '\n' + change.severity() + '\n' + place;
  }

  private static RootCause merge(List<RootCause> group) {
    if (group.size() == 1) {
      return group.get(0);
    }
    List<Change> changes =
        group.stream()
            .map(RootCause::change)
            .sorted(Comparator.comparing(Change::element))
            .toList();
    Change first = changes.get(0);
    List<String> others =
        changes.stream().map(Change::element).filter(e -> !e.equals(first.element())).toList();
    return new RootCause(
        others.isEmpty() ? first : with(first, first.message() + ' ' + also(others)),
        ConsumerUses.distinct(group.stream().flatMap(each -> each.consumers().stream()).toList()));
  }

  private static String also(List<String> elements) {
    List<String> named = elements.subList(0, Math.min(MOST_NAMED, elements.size()));
    int more = elements.size() - named.size();
    return "The same cause: "
        + String.join("; ", named)
        + (more > 0 ? "; and " + more + " more." : ".");
  }

  private static Change with(Change change, String message) {
    return new Change(
        change.rule(),
        change.severity(),
        change.confidence(),
        change.element(),
        message,
        change.mend(),
        change.place(),
        change.touch());
  }
}
