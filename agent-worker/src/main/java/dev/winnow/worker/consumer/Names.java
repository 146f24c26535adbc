package dev.winnow.worker.consumer;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of the names that a use reads or sends: fields, parameters, headers. A name in
 * neither set is known not to be used.
 *
 * @param used names that are used for sure
 * @param possible names that may be used as well
 */
public record Names(SortedSet<String> used, SortedSet<String> possible) {
  public Names {
    TreeSet<String> sure = new TreeSet<>(used);
    TreeSet<String> rest = new TreeSet<>(possible);
    rest.removeAll(sure);
    used = Collections.unmodifiableSortedSet(sure);
    possible = Collections.unmodifiableSortedSet(rest);
  }

  /** These and no others. */
  static Names exactly(Collection<String> used) {
    return new Names(new TreeSet<>(used), Collections.emptySortedSet());
  }

  /** Some of these and no others. */
  static Names atMost(Collection<String> possible) {
    return new Names(Collections.emptySortedSet(), new TreeSet<>(possible));
  }

  /** All that may be used, for sure. */
  Names allUsed() {
    TreeSet<String> all = new TreeSet<>(used);
    all.addAll(possible);
    return exactly(all);
  }

  /** Whether the name may be used. */
  boolean mayUse(String name) {
    return used.contains(name) || possible.contains(name);
  }
}
