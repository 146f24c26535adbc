package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.LOSES;
import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Walks through two versions of schemas side by side. Pairs that come back on the way down count as
 * equal, so recursive schemas end; depth and steps are bounded, and what is beyond is unknown.
 *
 * <p>What is found of a pair is kept for all later questions, so components that many operations
 * share are compared once. Within a circle, what is found of a pair leaves out the pairs around it
 * that are still open: it is kept until these are done, and then found anew.
 */
final class Comparer {
  private static final int DEEPEST = 120;
  private static final int MOST_STEPS = 50_000;
  private static final int MOST_STEPS_OF_ALL = 1_000_000;

  /** Stands for all questions, as if it were open around the first pair of each. */
  private static final int ALL = -1;

  private static final Set<String> RULES_ADDED =
      Set.of("not-added", "condition-added", "dependency-added");
  private static final Set<String> RULES_REMOVED =
      Set.of("not-removed", "condition-removed", "dependency-removed");

  private final Documents before;
  private final Dialect beforeDialect;
  private final Documents after;
  private final Dialect afterDialect;
  private final Flow flow;
  private final Optional<Sameness> sameness;
  private final Map<String, Differences> known = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, Provisional> provisional = new HashMap<>();
  private final Deque<String> provisionalPairs = new ArrayDeque<>();
  private final Map<String, Shape> shapesBefore = new HashMap<>();
  private final Map<String, Shape> shapesAfter = new HashMap<>();
  private int outermost = Integer.MAX_VALUE;
  private int depth;
  private int steps;
  private int stepsOfAll;

  /**
   * @param sameness finds what need not be compared; empty if the dialects differ
   */
  Comparer(
      Documents before,
      Dialect beforeDialect,
      Documents after,
      Dialect afterDialect,
      Flow flow,
      Optional<Sameness> sameness) {
    this.before = before;
    this.beforeDialect = beforeDialect;
    this.after = after;
    this.afterDialect = afterDialect;
    this.flow = flow;
    this.sameness = sameness;
  }

  /**
   * What is found of a pair while others are open.
   *
   * @param outermost the outermost of the open pairs that it leaves out, by how many are around it
   */
  private record Provisional(Differences found, int outermost) {}

  Flow flow() {
    return flow;
  }

  Shape shapeBefore(List<Node> nodes) {
    return shapesBefore.computeIfAbsent(
        key(nodes), any -> shape(nodes, new Layers(before, beforeDialect)));
  }

  Shape shapeAfter(List<Node> nodes) {
    return shapesAfter.computeIfAbsent(
        key(nodes), any -> shape(nodes, new Layers(after, afterDialect)));
  }

  private static Shape shape(List<Node> nodes, Layers layers) {
    nodes.forEach(layers::add);
    return new Shape(nodes.get(0), Alternatives.name(nodes.get(0)), layers);
  }

  private static String key(List<Node> nodes) {
    if (nodes.size() == 1) {
      return nodes.get(0).id();
    }
    Set<String> ids = new TreeSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    return String.join(" ", ids);
  }

  /** Answers a question: what two schemas allow. */
  Differences compare(Node old, Node now) {
    steps = 0;
    Differences found = compare(List.of(old), List.of(now));
    provisional.clear();
    provisionalPairs.clear();
    outermost = Integer.MAX_VALUE;
    return found;
  }

  /** Compares what two lists of schemas allow; neither list is empty. */
  Differences compare(List<Node> nodesBefore, List<Node> nodesAfter) {
    String pair = key(nodesBefore) + " > " + key(nodesAfter);
    Differences done = known.get(pair);
    if (done != null) {
      return done;
    }
    Provisional soFar = provisional.get(pair);
    if (soFar != null) {
      outermost = Math.min(outermost, soFar.outermost());
      return soFar.found();
    }
    Integer around = open.get(pair);
    if (around != null) {
      outermost = Math.min(outermost, around);
      return new Differences();
    }
    if (isSame(nodesBefore, nodesAfter)) {
      Differences none = new Differences();
      known.put(pair, none);
      return none;
    }
    return compareOpen(pair, nodesBefore, nodesAfter);
  }

  private Differences compareOpen(String pair, List<Node> nodesBefore, List<Node> nodesAfter) {
    int outside = outermost;
    int here = open.size();
    int kept = provisionalPairs.size();
    outermost = Integer.MAX_VALUE;
    open.put(pair, here);
    Differences found = compare(shapeBefore(nodesBefore), shapeAfter(nodesAfter));
    open.remove(pair);
    if (outermost >= here) {
      known.put(pair, found);
      while (provisionalPairs.size() > kept) {
        provisional.remove(provisionalPairs.pop());
      }
      outermost = outside;
      return found;
    }
    provisionalPairs.push(pair);
    provisional.put(pair, new Provisional(found, outermost));
    // What is inside may leave out this pair, which itself leaves out more.
    Iterator<String> inner = provisionalPairs.iterator();
    for (int i = provisionalPairs.size(); i > kept; i--) {
      String key = inner.next();
      provisional.put(key, new Provisional(provisional.get(key).found(), outermost));
    }
    outermost = Math.min(outermost, outside);
    return found;
  }

  private boolean isSame(List<Node> nodesBefore, List<Node> nodesAfter) {
    if (sameness.isEmpty() || nodesBefore.size() != nodesAfter.size()) {
      return false;
    }
    for (int i = 0; i < nodesBefore.size(); i++) {
      if (!sameness.get().isSame(nodesBefore.get(i), nodesAfter.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is left of a question when it has gone too far; it is not kept for others. */
  private Differences beyond() {
    outermost = ALL;
    Differences beyond = new Differences();
    beyond.markUnknown();
    return beyond;
  }

  private Differences compare(Shape one, Shape other) {
    if (depth >= DEEPEST) {
      return beyond();
    }
    depth++;
    boolean choice = !one.layers().choices().isEmpty() || !other.layers().choices().isEmpty();
    Differences found =
        choice && !one.isImpossible() && !other.isImpossible()
            ? new Alternatives(this).compare(one, other)
            : comparePlain(one, other);
    depth--;
    return found;
  }

  /** Compares two shapes, without their choices. */
  Differences comparePlain(Shape one, Shape other) {
    if (++steps > MOST_STEPS || ++stepsOfAll > MOST_STEPS_OF_ALL) {
      return beyond();
    }
    Differences found = new Differences();
    if (!one.layers().unknown().equals(other.layers().unknown())) {
      found.markUnknown();
      return found;
    }
    if (one.isImpossible() || other.isImpossible()) {
      compareImpossible(one, other, found);
      return found;
    }
    if (!compareTypes(one, other, found)) {
      return found;
    }
    Set<JsonType> shared = EnumSet.copyOf(one.types());
    shared.retainAll(other.types());
    Differences logic = new Differences();
    new ValueRules(one, other, shared, found).compare();
    boolean listed = one.values().isPresent() || other.values().isPresent();
    if (shared.contains(JsonType.OBJECT) && !listed) {
      new ObjectRules(this, one, other, found).compare();
      new DependencyRules(this, one, other, logic).compare();
    }
    if (shared.contains(JsonType.ARRAY) && !listed) {
      new ArrayRules(this, one, other, found).compare();
    }
    new LogicRules(this, one, other, logic).compare();
    logic.forgetSwapped(RULES_ADDED, RULES_REMOVED);
    found.addAll("", logic);
    return found;
  }

  private static void compareImpossible(Shape one, Shape other, Differences found) {
    if (!one.isImpossible()) {
      found.add(
          "schema-forbidden",
          EnumSet.of(NARROWS, LOSES),
          0.95,
          "allows no value any more",
          other.layers().forbidding().orElse(other.origin()));
    } else if (!other.isImpossible()) {
      found.add(
          "schema-allowed",
          EnumSet.of(WIDENS_MILDLY),
          0.9,
          "allowed no value, and does now",
          other.origin());
    }
  }

  /** Compares types; false if there is nothing that both allow, but null. */
  private boolean compareTypes(Shape one, Shape other, Differences found) {
    if (!one.isTyped() && !other.isTyped() && (one.isUntyped() || other.isUntyped())) {
      // Where keywords come or go they speak for themselves.
      return true;
    }
    Set<JsonType> old = one.plainTypes();
    Set<JsonType> now = other.plainTypes();
    Set<JsonType> gone = EnumSet.copyOf(JsonType.all());
    gone.retainAll(old);
    gone.removeAll(now);
    Set<JsonType> added = EnumSet.copyOf(JsonType.all());
    added.retainAll(now);
    added.removeAll(old);
    if (flow == Flow.CONSUMED_AS_TEXT && other.takesAnyText()) {
      gone.removeAll(JsonType.WRITTEN_AS_TEXT);
    }
    String text =
        "was "
            + JsonType.describe(one.isUntyped() ? one.types() : old)
            + " and is now "
            + JsonType.describe(other.isUntyped() ? other.types() : now);
    Node place = other.place("type");
    if (!gone.isEmpty() && !added.isEmpty()) {
      found.add("type-changed", EnumSet.of(NARROWS, WIDENS), 0.95, text, place);
    } else if (!gone.isEmpty()) {
      found.add("type-narrowed", EnumSet.of(NARROWS), 0.9, text, place);
    } else if (!added.isEmpty()) {
      found.add("type-widened", EnumSet.of(WIDENS), 0.9, text, place);
    }
    compareNull(one, other, found);
    Set<JsonType> shared = EnumSet.copyOf(JsonType.all());
    shared.retainAll(old);
    shared.retainAll(now);
    return !shared.isEmpty();
  }

  private static void compareNull(Shape one, Shape other, Differences found) {
    boolean was = one.allows(JsonType.NULL);
    boolean is = other.allows(JsonType.NULL);
    if (was && !is && !one.isUntyped()) {
      found.add(
          "nullable-removed",
          EnumSet.of(NARROWS),
          0.95,
          "could be null and cannot any more",
          other.place("type"));
    } else if (!was && is && !other.isUntyped()) {
      found.add(
          "nullable-added",
          EnumSet.of(WIDENS),
          0.9,
          "could not be null and can now",
          other.place(other.layers().isNullable() ? "nullable" : "type"));
    }
  }

  /** Compares maps of schemas by their keys: what both have. */
  void compareShared(
      Map<String, List<Node>> old, Map<String, List<Node>> now, String path, Differences found) {
    Map<String, List<Node>> shared = new TreeMap<>(old);
    shared.keySet().retainAll(now.keySet());
    shared.forEach((name, nodes) -> found.addAll(path, compare(nodes, now.get(name))));
  }
}
