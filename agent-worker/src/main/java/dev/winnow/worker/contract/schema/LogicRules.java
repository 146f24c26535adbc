package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code not}, and {@code if} with {@code then} and {@code else}. */
final class LogicRules {
  private final Comparer comparer;
  private final Shape one;
  private final Shape other;
  private final Differences found;

  LogicRules(Comparer comparer, Shape one, Shape other, Differences found) {
    this.comparer = comparer;
    this.one = one;
    this.other = other;
    this.found = found;
  }

  void compare() {
    compareNot();
    compareConditions();
  }

  private void compareNot() {
    List<Node> gone = new ArrayList<>(one.all("not"));
    List<Node> added = new ArrayList<>(other.all("not"));
    for (Node old : List.copyOf(gone)) {
      for (Node now : List.copyOf(added)) {
        if (comparer.compare(List.of(old), List.of(now)).isNone()) {
          gone.remove(old);
          added.remove(now);
          break;
        }
      }
    }
    if (!gone.isEmpty() && !added.isEmpty()) {
      compareChangedNot(gone, added);
    } else if (!added.isEmpty()) {
      found.add(
          "not-added",
          EnumSet.of(NARROWS),
          0.8,
          "excludes values now that were allowed",
          added.get(0));
    } else if (!gone.isEmpty()) {
      found.add(
          "not-removed",
          EnumSet.of(WIDENS_MILDLY),
          0.8,
          "allows values now that were excluded",
          other.origin());
    }
  }

  /** What is excluded counts the other way round: excluding more allows less. */
  private void compareChangedNot(List<Node> gone, List<Node> added) {
    if (gone.size() > 1 || added.size() > 1) {
      found.markUnknown();
      return;
    }
    Differences excluded = comparer.compare(gone, added);
    boolean excludesMore = excluded.hasAny(Set.of(Effect.WIDENS, WIDENS_MILDLY, Effect.UNDECLARES));
    boolean excludesLess = excluded.hasAny(Set.of(NARROWS, Effect.NARROWS_FORMAT));
    if (excluded.isUnknown() || (excludesMore == excludesLess)) {
      found.markUnknown();
    } else {
      found.add(
          excludesMore ? "not-widened" : "not-narrowed",
          EnumSet.of(excludesMore ? NARROWS : WIDENS_MILDLY),
          0.7,
          excludesMore ? "excludes more values now" : "excludes fewer values now",
          added.get(0));
    }
  }

  private void compareConditions() {
    List<Node> old = one.conditions();
    List<Node> now = other.conditions();
    if (old.isEmpty() && !now.isEmpty()) {
      found.add(
          "condition-added",
          EnumSet.of(NARROWS),
          0.7,
          "must meet a condition now that it need not meet before",
          now.get(0).child("if"));
    } else if (!old.isEmpty() && now.isEmpty()) {
      found.add(
          "condition-removed",
          EnumSet.of(WIDENS_MILDLY),
          0.7,
          "need not meet a condition any more",
          other.origin());
    } else if (old.size() == now.size()) {
      for (int i = 0; i < old.size(); i++) {
        compareCondition(old.get(i), now.get(i));
      }
    } else {
      found.markUnknown();
    }
  }

  private void compareCondition(Node old, Node now) {
    if (!comparer.compare(List.of(old.child("if")), List.of(now.child("if"))).isNone()) {
      found.markUnknown();
      return;
    }
    for (String outcome : new String[] {"then", "else"}) {
      found.addAll("", comparer.compare(List.of(old.child(outcome)), List.of(now.child(outcome))));
    }
  }
}
