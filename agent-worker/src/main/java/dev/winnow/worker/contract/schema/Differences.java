package dev.winnow.worker.contract.schema;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The differences of two schemas, as far as they are known. */
final class Differences {
  private static final int MOST = 300;

  private final List<Delta> deltas = new ArrayList<>();
  private boolean unknown;

  void add(String what, Set<Effect> effects, double confidence, String text, Node after) {
    add(new Delta(what, "", effects, confidence, text, after, Side.HEAD));
  }

  void add(Delta delta) {
    if (deltas.size() < MOST) {
      deltas.add(delta);
    }
  }

  /** Takes over the differences of parts. */
  void addAll(String path, Differences parts) {
    for (Delta delta : parts.deltas) {
      if (deltas.size() >= MOST) {
        break;
      }
      add(delta.under(path));
    }
    unknown |= parts.unknown;
  }

  /** As {@link #addAll}, but only what does some of the effects. */
  void addAll(String path, Differences parts, Set<Effect> effects) {
    for (Delta delta : parts.deltas) {
      Set<Effect> common = EnumSet.copyOf(delta.effects());
      common.retainAll(effects);
      if (!common.isEmpty()) {
        add(delta.under(path).only(common));
      }
    }
    unknown |= parts.unknown;
  }

  /**
   * Leaves out what rules were added and what rules were removed, if there are both: one may be the
   * other, said in another way.
   */
  void forgetSwapped(Set<String> added, Set<String> removed) {
    boolean swapped =
        deltas.stream().anyMatch(delta -> added.contains(delta.what()))
            && deltas.stream().anyMatch(delta -> removed.contains(delta.what()));
    if (swapped) {
      deltas.removeIf(delta -> added.contains(delta.what()) || removed.contains(delta.what()));
      unknown = true;
    }
  }

  /** Notes that something could not be judged. */
  void markUnknown() {
    unknown = true;
  }

  boolean isUnknown() {
    return unknown;
  }

  boolean isEmpty() {
    return deltas.isEmpty();
  }

  /** Whether nothing differs, for sure. */
  boolean isNone() {
    return deltas.isEmpty() && !unknown;
  }

  boolean hasAny(Set<Effect> effects) {
    return deltas.stream().anyMatch(delta -> delta.effects().stream().anyMatch(effects::contains));
  }

  /** How many differences do some of the effects. */
  long count(Set<Effect> effects) {
    return deltas.stream()
        .filter(delta -> delta.effects().stream().anyMatch(effects::contains))
        .count();
  }

  boolean hasAtRoot(String what) {
    return deltas.stream().anyMatch(delta -> delta.path().isEmpty() && delta.what().equals(what));
  }

  Collection<Delta> deltas() {
    return deltas;
  }
}
