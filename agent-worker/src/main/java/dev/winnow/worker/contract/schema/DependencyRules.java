package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.source.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must be there, or be so, if a property is there. */
final class DependencyRules {
  private final Comparer comparer;
  private final Shape one;
  private final Shape other;
  private final Differences found;
  private final Set<String> requiredBefore;
  private final Set<String> requiredAfter;

  DependencyRules(Comparer comparer, Shape one, Shape other, Differences found) {
    this.comparer = comparer;
    this.one = one;
    this.other = other;
    this.found = found;
    this.requiredBefore = one.required();
    this.requiredAfter = other.required();
  }

  void compare() {
    Map<String, Set<String>> old = one.dependencies();
    Map<String, Set<String>> now = other.dependencies();
    now.forEach(
        (name, needs) -> {
          Set<String> added = new TreeSet<>(needs);
          added.removeAll(old.getOrDefault(name, Set.of()));
          added.removeAll(requiredBefore);
          added.removeAll(requiredAfter);
          if (!added.isEmpty()) {
            dependency("dependency-added", name, NARROWS, "needs ", added);
          }
        });
    old.forEach(
        (name, needs) -> {
          Set<String> gone = new TreeSet<>(needs);
          gone.removeAll(now.getOrDefault(name, Set.of()));
          gone.removeAll(requiredAfter);
          gone.removeAll(requiredBefore);
          if (!gone.isEmpty()) {
            dependency("dependency-removed", name, WIDENS_MILDLY, "no longer needs ", gone);
          }
        });
    compareDependentSchemas();
  }

  private void dependency(
      String what, String name, Effect effect, String text, Set<String> properties) {
    add(
        what,
        name,
        EnumSet.of(effect),
        0.9,
        text + String.join(", ", properties) + " beside it" + (effect == NARROWS ? " now" : ""),
        other.all("dependentRequired").isEmpty()
            ? other.place("dependencies")
            : other.place("dependentRequired"));
  }

  private void compareDependentSchemas() {
    Map<String, List<Node>> old = one.dependentSchemas();
    Map<String, List<Node>> now = other.dependentSchemas();
    comparer.compareShared(old, now, "", found);
    now.forEach(
        (name, nodes) -> {
          if (!old.containsKey(name) && !comparer.shapeAfter(nodes).isTrivial()) {
            add(
                "dependency-added",
                name,
                EnumSet.of(NARROWS),
                0.8,
                "brings further rules for the whole object now",
                nodes.get(0));
          }
        });
    old.forEach(
        (name, nodes) -> {
          if (!now.containsKey(name) && !comparer.shapeBefore(nodes).isTrivial()) {
            add(
                "dependency-removed",
                name,
                EnumSet.of(WIDENS_MILDLY),
                0.8,
                "brings no further rules for the whole object any more",
                other.origin());
          }
        });
  }

  private void add(
      String what, String path, Set<Effect> effects, double confidence, String text, Node where) {
    found.add(new Delta(what, path, effects, confidence, text, where, Side.HEAD));
  }
}
