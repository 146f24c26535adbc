package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes as they are found: one for each rule and element, and one for each cause. */
final class Changes {
  private final List<Change> found = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  void add(Change change) {
    if (known.add("element " + change.rule() + "\n" + change.element())) {
      found.add(change);
    }
  }

  /**
   * Adds a change unless one of the same cause is there: a schema that several statuses or media
   * types of an operation share.
   *
   * @param cause names the cause
   */
  void add(Change change, String cause) {
    if (known.add("cause " + change.rule() + "\n" + cause)) {
      add(change);
    }
  }

  void addAll(Collection<Change> changes) {
    changes.forEach(this::add);
  }

  /** By element, then rule. */
  List<Change> sorted() {
    return found.stream()
        .sorted(Comparator.comparing(Change::element).thenComparing(Change::rule))
        .toList();
  }
}
