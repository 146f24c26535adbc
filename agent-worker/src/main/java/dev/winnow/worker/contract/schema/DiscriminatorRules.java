package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS;

import dev.winnow.worker.contract.source.Node;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The property that says which branch a value is of, and its values. */
final class DiscriminatorRules {
  private final Shape one;
  private final Shape other;
  private final Differences found;

  DiscriminatorRules(Shape one, Shape other, Differences found) {
    this.one = one;
    this.other = other;
    this.found = found;
  }

  void compare() {
    String old = property(one);
    String now = property(other);
    if (old.isEmpty() || now.isEmpty()) {
      return;
    }
    Node place = other.place("discriminator");
    if (!old.equals(now)) {
      found.add(
          "discriminator-changed",
          EnumSet.of(NARROWS, WIDENS),
          0.9,
          "is told apart by " + now + " now, and was by " + old,
          place);
      return;
    }
    Set<String> gone = new TreeSet<>(names(one));
    gone.removeAll(names(other));
    Set<String> added = new TreeSet<>(names(other));
    added.removeAll(names(one));
    if (!gone.isEmpty()) {
      found.add(
          "discriminator-value-removed",
          EnumSet.of(NARROWS),
          0.8,
          "is no longer told apart by the value " + String.join(", ", gone),
          place);
    }
    if (!added.isEmpty()) {
      found.add(
          "discriminator-value-added",
          EnumSet.of(WIDENS),
          0.7,
          "may have the new discriminating value " + String.join(", ", added),
          place);
    }
  }

  private static String property(Shape shape) {
    return shape.all("discriminator").stream()
        .map(node -> node.value().path("propertyName").asText())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The names in the mapping, and those of the branches that are not in it. */
  private static Set<String> names(Shape shape) {
    Map<String, String> mapped = new HashMap<>();
    for (Node discriminator : shape.all("discriminator")) {
      discriminator
          .child("mapping")
          .value()
          .properties()
          .forEach(
              entry -> {
                String target = entry.getValue().asText();
                mapped.put(entry.getKey(), target.substring(target.lastIndexOf('/') + 1));
              });
    }
    Set<String> names = new TreeSet<>(mapped.keySet());
    for (Layers.Choice choice : shape.layers().choices()) {
      for (Node branch : choice.branches()) {
        if (branch.value().has("$ref") && !mapped.containsValue(Alternatives.name(branch))) {
          names.add(Alternatives.name(branch));
        }
      }
    }
    return names;
  }
}
