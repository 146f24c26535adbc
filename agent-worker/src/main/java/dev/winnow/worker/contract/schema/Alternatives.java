package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.DECLARES;
import static dev.winnow.worker.contract.schema.Effect.LOSES;
import static dev.winnow.worker.contract.schema.Effect.LOSES_OPTIONAL;
import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.NARROWS_FORMAT;
import static dev.winnow.worker.contract.schema.Effect.NARROWS_WITH_DEFAULT;
import static dev.winnow.worker.contract.schema.Effect.SHIFTS;
import static dev.winnow.worker.contract.schema.Effect.UNDECLARES;
import static dev.winnow.worker.contract.schema.Effect.WIDENS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares schemas with choices ({@code oneOf}, {@code anyOf}, lists of types) as unions of plain
 * alternatives. A value that two branches of {@code oneOf} allow counts as allowed: that it is not
 * cannot be told from the branches one by one.
 */
final class Alternatives {
  private static final int MOST = 100;
  private static final int DEEPEST = 12;

  /** What a value of the old version may be hit by. */
  private static final Set<Effect> OLD_LOSES =
      EnumSet.of(
          NARROWS, NARROWS_WITH_DEFAULT, NARROWS_FORMAT, LOSES, LOSES_OPTIONAL, DECLARES, SHIFTS);

  /** What a value of the new version may surprise by. */
  private static final Set<Effect> NEW_ADDS =
      EnumSet.of(WIDENS, WIDENS_MILDLY, LOSES, LOSES_OPTIONAL, UNDECLARES);

  private static final Set<Effect> OLD_REFUSED =
      EnumSet.of(NARROWS, NARROWS_WITH_DEFAULT, NARROWS_FORMAT);
  private static final Set<Effect> NEW_ALLOWED = EnumSet.of(WIDENS, WIDENS_MILDLY);

  private final Comparer comparer;
  private final Set<Effect> oldLoses;
  private final Set<Effect> newAdds;

  Alternatives(Comparer comparer) {
    this.comparer = comparer;
    // What nobody notices must not keep an alternative from covering another.
    this.oldLoses = comparer.flow().noticed(OLD_LOSES);
    this.newAdds = comparer.flow().noticed(NEW_ADDS);
  }

  Differences compare(Shape one, Shape other) {
    Differences found = new Differences();
    List<Shape> old = new ArrayList<>();
    List<Shape> now = new ArrayList<>();
    if (!expand(one, old) || !expand(other, now)) {
      found.markUnknown();
      return found;
    }
    new Matching(split(old), split(now), other.origin(), found).match();
    if (found.isEmpty()) {
      new DiscriminatorRules(one, other, found).compare();
    }
    return found;
  }

  /** What a schema is called: by its reference, or by its title. */
  static String name(Node node) {
    String reference = node.value().path("$ref").asText();
    return reference.isEmpty()
        ? node.value().path("title").asText()
        : reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** Writes out a shape without choices; false if there are too many. */
  private static boolean expand(Shape shape, List<Shape> plain) {
    if (shape.layers().isNullable() && !shape.layers().choices().isEmpty()) {
      plain.add(nullShape(shape));
    }
    return expand(shape.origin(), shape.name(), shape.layers(), 0, plain);
  }

  private static boolean expand(
      Node origin, String name, Layers layers, int depth, List<Shape> plain) {
    if (layers.choices().isEmpty()) {
      Shape shape = new Shape(origin, name, layers);
      if (!shape.isImpossible()) {
        plain.add(shape);
      }
      return plain.size() <= MOST;
    }
    if (depth > DEEPEST) {
      return false;
    }
    Layers.Choice choice = layers.choices().get(0);
    for (Node branch : choice.branches()) {
      Layers chosen = layers.withoutFirstChoice();
      chosen.add(branch);
      boolean named = name.isEmpty() || depth == 0;
      if (!expand(branch, named ? name(branch) : name, chosen, depth + 1, plain)) {
        return false;
      }
    }
    return true;
  }

  private static Shape nullShape(Shape of) {
    return new Shape(of.origin(), "null", of.layers().none()).withTypes(EnumSet.of(JsonType.NULL));
  }

  /**
   * One alternative for each kind of value, one for null, and one for all values that are listed.
   */
  private static List<Shape> split(List<Shape> shapes) {
    List<Shape> split = new ArrayList<>();
    Optional<Shape> listed = Optional.empty();
    boolean nullable = false;
    for (Shape shape : shapes) {
      if (shape.isUntyped()) {
        split.add(shape);
        continue;
      }
      if (shape.allows(JsonType.NULL) && !nullable) {
        nullable = true;
        split.add(shape.withTypes(EnumSet.of(JsonType.NULL)));
      }
      Set<JsonType> plain = shape.plainTypes();
      if (shape.values().isPresent() && !plain.isEmpty()) {
        Shape values = shape.withTypes(plain);
        listed = Optional.of(listed.map(some -> some.withValuesOf(values)).orElse(values));
        continue;
      }
      for (Set<JsonType> kind : kinds(plain)) {
        split.add(shape.withTypes(kind));
      }
    }
    listed.ifPresent(split::add);
    return split;
  }

  private static List<Set<JsonType>> kinds(Set<JsonType> types) {
    Map<JsonType, Set<JsonType>> kinds = new TreeMap<>();
    for (JsonType type : types) {
      JsonType kind = type == JsonType.FRACTION ? JsonType.INTEGER : type;
      kinds.computeIfAbsent(kind, any -> EnumSet.noneOf(JsonType.class)).add(type);
    }
    return new ArrayList<>(kinds.values());
  }

  /** Finds for each alternative of one version those of the other that cover it. */
  private final class Matching {
    private final List<Shape> old;
    private final List<Shape> now;
    private final Node place;
    private final Differences found;
    private final Differences[][] pairs;
    private final Set<Integer> oldDone = new HashSet<>();
    private final Set<Integer> nowDone = new HashSet<>();

    Matching(List<Shape> old, List<Shape> now, Node place, Differences found) {
      this.old = old;
      this.now = now;
      this.place = place;
      this.found = found;
      this.pairs = new Differences[old.size()][now.size()];
    }

    void match() {
      matchEqual(true);
      matchEqual(false);
      for (int i = 0; i < old.size(); i++) {
        if (!oldDone.contains(i)) {
          matchOld(i);
        }
      }
      for (int j = 0; j < now.size(); j++) {
        if (!nowDone.contains(j)) {
          matchNew(j);
        }
      }
    }

    private void matchEqual(boolean sameName) {
      for (int i = 0; i < old.size(); i++) {
        for (int j = 0; j < now.size() && !oldDone.contains(i); j++) {
          boolean named = old.get(i).name().equals(now.get(j).name());
          if (!nowDone.contains(j) && named == sameName && pair(i, j).isNone()) {
            oldDone.add(i);
            nowDone.add(j);
          }
        }
      }
    }

    private Differences pair(int i, int j) {
      if (pairs[i][j] == null) {
        pairs[i][j] = comparer.comparePlain(old.get(i), now.get(j));
      }
      return pairs[i][j];
    }

    private void matchOld(int i) {
      List<Differences> all = new ArrayList<>();
      for (int j = 0; j < now.size(); j++) {
        all.add(pair(i, j));
      }
      if (isCovered(all, oldLoses) || isTaken(all, now, OLD_REFUSED)) {
        return;
      }
      Optional<Integer> partner = partner(i, -1, oldLoses);
      if (partner.isPresent()) {
        found.addAll("", pair(i, partner.get()), oldLoses);
      } else if (old.get(i).plainTypes().isEmpty()) {
        found.add(
            "nullable-removed",
            EnumSet.of(NARROWS),
            0.9,
            "could be null and cannot any more",
            place);
      } else {
        found.add(
            new Delta(
                "branch-removed",
                "",
                EnumSet.of(NARROWS),
                0.9,
                "can no longer be " + describe(old.get(i)),
                old.get(i).origin(),
                Side.MERGE_BASE));
      }
    }

    private void matchNew(int j) {
      List<Differences> all = new ArrayList<>();
      for (int i = 0; i < old.size(); i++) {
        all.add(pair(i, j));
      }
      if (isCovered(all, newAdds) || isTaken(all, old, NEW_ALLOWED)) {
        return;
      }
      Optional<Integer> partner = partner(-1, j, newAdds);
      if (partner.isPresent()) {
        found.addAll("", pair(partner.get(), j), newAdds);
      } else if (now.get(j).plainTypes().isEmpty()) {
        found.add(
            "nullable-added", EnumSet.of(WIDENS), 0.9, "could not be null and can now", place);
      } else {
        found.add(
            "branch-added",
            EnumSet.of(WIDENS),
            0.85,
            "can now be " + describe(now.get(j)) + " as well",
            now.get(j).origin());
      }
    }

    /** Whether an alternative for any value takes one: it has no properties that could be lost. */
    private boolean isTaken(List<Differences> all, List<Shape> others, Set<Effect> effects) {
      for (int k = 0; k < all.size(); k++) {
        if (others.get(k).isUntyped() && !all.get(k).hasAny(effects)) {
          return true;
        }
      }
      return false;
    }

    /** Whether some alternative of the other version covers one, or that cannot be told. */
    private boolean isCovered(List<Differences> all, Set<Effect> effects) {
      boolean covered = all.stream().anyMatch(pair -> !pair.isUnknown() && !pair.hasAny(effects));
      boolean unknown = all.stream().anyMatch(Differences::isUnknown);
      if (!covered && unknown) {
        found.markUnknown();
      }
      return covered || unknown;
    }

    /** The alternative of the other version that one has most likely become, or come from. */
    private Optional<Integer> partner(int i, int j, Set<Effect> effects) {
      int count = i >= 0 ? now.size() : old.size();
      Optional<Integer> best = Optional.empty();
      long least = Long.MAX_VALUE;
      for (int k = 0; k < count; k++) {
        int from = i >= 0 ? i : k;
        int to = i >= 0 ? k : j;
        boolean taken = i >= 0 ? nowDone.contains(k) : oldDone.contains(k);
        if (taken || !isLikely(old.get(from), now.get(to), pair(from, to))) {
          continue;
        }
        boolean named =
            !old.get(from).name().isEmpty() && old.get(from).name().equals(now.get(to).name());
        long cost = named ? -1 : pair(from, to).count(effects);
        if (cost < least) {
          least = cost;
          best = Optional.of(k);
        }
      }
      return best;
    }
  }

  private static boolean isLikely(Shape one, Shape other, Differences pair) {
    if (pair.hasAtRoot("type-changed")
        || one.plainTypes().isEmpty() != other.plainTypes().isEmpty()) {
      return false;
    }
    if (!one.name().isEmpty() && one.name().equals(other.name())
        || one.isUntyped()
        || other.isUntyped()) {
      return true;
    }
    if (!one.allows(JsonType.OBJECT) || !other.allows(JsonType.OBJECT)) {
      return true;
    }
    Set<String> common = new HashSet<>(one.properties());
    common.retainAll(other.properties());
    Set<String> all = new HashSet<>(one.properties());
    all.addAll(other.properties());
    boolean tagged =
        pair.deltas().stream()
            .anyMatch(
                delta ->
                    delta.what().equals("enum-value-removed")
                        && delta.effects().contains(NARROWS)
                        && common.contains(delta.path()));
    return !tagged && common.size() * 2 >= all.size();
  }

  private static String describe(Shape shape) {
    if (!shape.name().isEmpty()) {
      return shape.name();
    }
    List<JsonNode> values = new ArrayList<>();
    shape.values().ifPresent(some -> values.addAll(some.values()));
    if (values.size() == 1) {
      return Values.show(values.get(0));
    }
    return JsonType.describe(shape.types())
        + (shape.properties().isEmpty() ? "" : " with " + String.join(", ", shape.properties()));
  }
}
