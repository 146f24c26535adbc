package dev.winnow.worker.consumer;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the operations of one API have in common, learnt by majority: how errors look and how names
 * are written. Only what is new and deviates is told; what was there before has its reasons. Safe
 * for use by several threads.
 */
public final class FamilyRules {
  private static final double NEARLY_ALL = 0.95;

  /**
   * What is new in an API and not like the rest of it.
   *
   * @return sorted by file, line and element
   */
  public List<Change> compare(Api before, Api after) {
    List<Change> changes = new ArrayList<>();
    errors(before, after, changes);
    ApiNames old = ApiNames.of(before);
    ApiNames now = ApiNames.of(after);
    casing("family.property-casing", "property", old.properties(), now.properties(), changes);
    casing("family.parameter-casing", "parameter", old.parameters(), now.parameters(), changes);
    casing("family.path-casing", "path segment", old.segments(), now.segments(), changes);
    changes.sort(
        Comparator.comparing((Change c) -> c.place().file())
            .thenComparingInt(c -> c.place().line())
            .thenComparing(Change::rule)
            .thenComparing(Change::element));
    return List.copyOf(changes);
  }

  private static void errors(Api before, Api after, List<Change> changes) {
    ErrorShapes old = ErrorShapes.of(before);
    ErrorShapes now = ErrorShapes.of(after);
    // What was usual before the change is what it is held against.
    Optional<SortedMap<String, String>> usual = old.majority();
    if (usual.isEmpty() || now.majority().isEmpty()) {
      return;
    }
    SortedMap<String, String> stillUsual = now.majority().get();
    for (Map.Entry<String, ErrorShapes.Shape> entry : now.byPlace().entrySet()) {
      ErrorShapes.Shape shape = entry.getValue();
      ErrorShapes.Shape was = old.byPlace().get(entry.getKey());
      boolean isNew = was == null || !was.fields().equals(shape.fields());
      boolean deviates = !shape.extendsShape(usual.get()) && !shape.extendsShape(stillUsual);
      if (isNew && deviates) {
        String element = shape.operation().element() + " " + shape.status();
        changes.add(
            new Change(
                "family.error-schema",
                Severity.WARNING,
                0.8,
                element,
                "The error %s has the fields %s; other errors of this API have %s."
                    .formatted(
                        element,
                        String.join(", ", shape.fields().keySet()),
                        String.join(", ", stillUsual.keySet())),
                "Give it the same schema as the other errors.",
                place(shape.node()),
                Optional.empty()));
      }
    }
  }

  private static void casing(
      String rule,
      String what,
      SortedMap<String, Node> old,
      SortedMap<String, Node> now,
      List<Change> changes) {
    Optional<Casing.Majority> majority = Casing.majority(old.keySet());
    if (majority.isEmpty()) {
      return;
    }
    Casing usual = majority.get().casing();
    for (Map.Entry<String, Node> entry : now.entrySet()) {
      String name = entry.getKey();
      Optional<Casing> casing = Casing.of(name);
      if (old.containsKey(name) || casing.isEmpty() || casing.get() == usual) {
        continue;
      }
      changes.add(
          new Change(
              rule,
              majority.get().share() >= NEARLY_ALL ? Severity.WARNING : Severity.NOTE,
              majority.get().share() * 0.9,
              what + " " + name,
              "The %s %s is in %s; this API writes %s."
                  .formatted(what, name, casing.get().shown(), usual.shown()),
              "Write it in " + usual.shown() + ".",
              place(entry.getValue()),
              Optional.empty()));
    }
  }

  private static Place place(Node node) {
    return node.place(Side.HEAD);
  }
}
