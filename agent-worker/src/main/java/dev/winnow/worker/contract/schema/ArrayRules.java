package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.source.Node;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;

/** Items, tuples, and how many there may be. */
final class ArrayRules {
  private static final int LONGEST_TUPLE = 50;

  private final Comparer comparer;
  private final Shape one;
  private final Shape other;
  private final Differences found;

  ArrayRules(Comparer comparer, Shape one, Shape other, Differences found) {
    this.comparer = comparer;
    this.one = one;
    this.other = other;
    this.found = found;
  }

  void compare() {
    ValueRules.compareCount(one, other, "minItems", "min-items", true, found);
    ValueRules.compareCount(one, other, "maxItems", "max-items", false, found);
    int tuple = Math.max(one.tupleLength(), other.tupleLength());
    for (int i = 0; i < Math.min(tuple, LONGEST_TUPLE); i++) {
      compareItems(i, "[" + i + "]");
    }
    compareItems(tuple, "[]");
    compareUnique();
    compareContains();
  }

  private void compareItems(int index, String path) {
    if (isBeyond(one, index) && isBeyond(other, index)) {
      return;
    }
    List<Node> old = one.item(index);
    List<Node> now = other.item(index);
    if (old.isEmpty() && now.isEmpty()) {
      return;
    }
    if (!old.isEmpty() && !now.isEmpty()) {
      found.addAll(path, comparer.compare(old, now));
    } else if (old.isEmpty() && !comparer.shapeAfter(now).isTrivial()) {
      found.add(
          new Delta(
              "items-restricted",
              path,
              EnumSet.of(NARROWS),
              0.85,
              "could be anything and is restricted now",
              now.get(0),
              Side.HEAD));
    } else if (now.isEmpty() && !comparer.shapeBefore(old).isTrivial()) {
      found.add(
          new Delta(
              "items-unrestricted",
              path,
              EnumSet.of(comparer.shapeBefore(old).isImpossible() ? WIDENS_MILDLY : WIDENS),
              0.85,
              "was restricted and can be anything now",
              other.origin(),
              Side.HEAD));
    }
  }

  private static boolean isBeyond(Shape shape, int index) {
    return shape
        .count("maxItems", false)
        .map(most -> most.compareTo(BigDecimal.valueOf(index)) <= 0)
        .orElse(false);
  }

  private void compareUnique() {
    boolean was = one.isMarked("uniqueItems");
    boolean is = other.isMarked("uniqueItems");
    if (was != is) {
      found.add(
          is ? "unique-items-added" : "unique-items-removed",
          EnumSet.of(is ? NARROWS : WIDENS_MILDLY),
          0.85,
          is ? "must have no item twice now" : "may have items twice now",
          other.place("uniqueItems"));
    }
  }

  private void compareContains() {
    List<Node> old = one.all("contains");
    List<Node> now = other.all("contains");
    if (old.isEmpty() && !now.isEmpty() && needsMatch(other)) {
      found.add(
          "contains-added",
          EnumSet.of(NARROWS),
          0.85,
          "must contain certain items now",
          now.get(0));
    } else if (!old.isEmpty() && now.isEmpty()) {
      found.add(
          "contains-removed",
          EnumSet.of(WIDENS_MILDLY),
          0.8,
          "need not contain certain items any more",
          other.origin());
    } else if (!old.isEmpty()) {
      found.addAll("[]", comparer.compare(old, now));
      ValueRules.compareCount(one, other, "minContains", "min-contains", true, found);
      ValueRules.compareCount(one, other, "maxContains", "max-contains", false, found);
    }
  }

  private static boolean needsMatch(Shape shape) {
    return shape.all("minContains").stream().noneMatch(node -> node.value().asInt(1) == 0);
  }
}
