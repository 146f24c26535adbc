package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.DECLARES;
import static dev.winnow.worker.contract.schema.Effect.LOSES;
import static dev.winnow.worker.contract.schema.Effect.LOSES_OPTIONAL;
import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.NARROWS_WITH_DEFAULT;
import static dev.winnow.worker.contract.schema.Effect.UNDECLARES;
import static dev.winnow.worker.contract.schema.Effect.WIDENS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.source.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Properties: declared, required, and all others. */
final class ObjectRules {
  private static final String OTHERS = "*";

  private final Comparer comparer;
  private final Shape one;
  private final Shape other;
  private final Differences found;
  private final Set<String> requiredBefore;
  private final Set<String> requiredAfter;

  ObjectRules(Comparer comparer, Shape one, Shape other, Differences found) {
    this.comparer = comparer;
    this.one = one;
    this.other = other;
    this.found = found;
    this.requiredBefore = one.required();
    this.requiredAfter = other.required();
  }

  void compare() {
    Set<String> names = new TreeSet<>(one.properties());
    names.addAll(other.properties());
    names.addAll(requiredBefore);
    names.addAll(requiredAfter);
    names.forEach(this::compareProperty);
    comparePatterns();
    compareOthers();
    ValueRules.compareCount(one, other, "minProperties", "min-properties", true, found);
    ValueRules.compareCount(one, other, "maxProperties", "max-properties", false, found);
    compareNames();
  }

  private void compareProperty(String name) {
    List<Node> old = one.property(name);
    List<Node> now = other.property(name);
    boolean hiddenBefore = !old.isEmpty() && comparer.flow().ignores(comparer.shapeBefore(old));
    boolean hiddenAfter = !now.isEmpty() && comparer.flow().ignores(comparer.shapeAfter(now));
    boolean required = requiredBefore.contains(name) && !hiddenBefore;
    boolean requires = requiredAfter.contains(name) && !hiddenAfter;
    boolean declared = one.declares(name) && !hiddenBefore;
    boolean declares = other.declares(name) && !hiddenAfter;
    if (hiddenAfter && (hiddenBefore || !declared)) {
      return;
    }
    if (requires && !required) {
      becameRequired(name, now, declared);
    }
    if (declared && !declares && !isImpossible(old, now)) {
      removed(name, old, hiddenAfter ? List.of() : now, required, requires);
      return;
    }
    if (required && !requires) {
      becameOptional(name, now);
    }
    if (hiddenBefore) {
      return;
    }
    if (!old.isEmpty() && !now.isEmpty()) {
      compareBoth(name, old, now);
    } else if (old.isEmpty() && !now.isEmpty() && declares) {
      if (!comparer.shapeAfter(now).isTrivial()) {
        add("property-declared", name, EnumSet.of(DECLARES), 0.7, declaredText(), now.get(0));
      }
      if (required) {
        found.addAll(name, comparer.compare(List.of(nowhere()), now));
      }
    }
  }

  /** Whether a property could not be there, whatever is declared, and still cannot. */
  private boolean isImpossible(List<Node> old, List<Node> now) {
    return !old.isEmpty()
        && !now.isEmpty()
        && comparer.shapeBefore(old).isImpossible()
        && comparer.shapeAfter(now).isImpossible();
  }

  /** A schema that says nothing. */
  private Node nowhere() {
    return one.origin().child("properties").child("").child("");
  }

  private static String declaredText() {
    return "is declared now, and could be anything before";
  }

  private void compareBoth(String name, List<Node> old, List<Node> now) {
    if (!one.declares(name)
        && comparer.shapeBefore(old).isImpossible()
        && !comparer.shapeAfter(now).isImpossible()) {
      // It could not be there and can now: more than a reader of a closed schema knows.
      add(
          "property-added",
          name,
          EnumSet.of(WIDENS_MILDLY),
          0.5,
          "is new, where no other properties were allowed",
          now.get(0));
      return;
    }
    found.addAll(name, comparer.compare(old, now));
  }

  private void becameRequired(String name, List<Node> now, boolean declared) {
    boolean stood = !now.isEmpty() && comparer.shapeAfter(now).hasDefault();
    add(
        declared ? "property-became-required" : "required-property-added",
        name,
        EnumSet.of(stood ? NARROWS_WITH_DEFAULT : NARROWS),
        stood ? 0.7 : 0.95,
        declared ? "was optional and is required now" : "is new and required",
        now.isEmpty() ? other.place("required") : now.get(0));
  }

  private void becameOptional(String name, List<Node> now) {
    add(
        "property-became-optional",
        name,
        EnumSet.of(WIDENS),
        0.9,
        "was required and is optional now",
        now.isEmpty() ? other.origin() : now.get(0));
  }

  private void removed(
      String name, List<Node> old, List<Node> now, boolean required, boolean requires) {
    Set<Effect> effects = EnumSet.of(required ? LOSES : LOSES_OPTIONAL);
    String text = "is no longer declared";
    if (required && !requires) {
      effects.add(WIDENS);
      text = "was required and is no longer declared";
    }
    if (now.isEmpty()) {
      if (!comparer.shapeBefore(old).isTrivial()) {
        effects.add(UNDECLARES);
      }
    } else if (comparer.shapeAfter(now).isImpossible()) {
      effects.add(NARROWS);
      text = "is no longer allowed";
    } else {
      found.addAll(name, comparer.compare(old, now));
    }
    found.add(
        new Delta(
            "property-removed",
            name,
            effects,
            effects.contains(NARROWS) || required ? 0.95 : 0.8,
            text,
            old.get(0),
            Side.MERGE_BASE));
  }

  private void comparePatterns() {
    Set<String> patterns = new TreeSet<>(one.patterns());
    patterns.addAll(other.patterns());
    for (String pattern : patterns) {
      List<Node> old = one.pattern(pattern);
      List<Node> now = other.pattern(pattern);
      if (old.isEmpty()) {
        old = one.otherProperties();
      }
      if (now.isEmpty()) {
        now = other.otherProperties();
      }
      String path = "/" + pattern + "/";
      if (!old.isEmpty() && !now.isEmpty()) {
        if (other.pattern(pattern).isEmpty()
            && comparer.shapeAfter(now).isImpossible()
            && !comparer.shapeBefore(old).isImpossible()) {
          patternRemoved(path, old, EnumSet.of(NARROWS, LOSES));
        } else if (one.pattern(pattern).isEmpty()
            && comparer.shapeBefore(old).isImpossible()
            && !comparer.shapeAfter(now).isImpossible()) {
          add(
              "property-added",
              path,
              EnumSet.of(WIDENS_MILDLY),
              0.5,
              "may be there now, where no other properties were allowed",
              now.get(0));
        } else {
          found.addAll(path, comparer.compare(old, now));
        }
      } else if (now.isEmpty() && !old.isEmpty()) {
        patternRemoved(path, old, EnumSet.of(LOSES, UNDECLARES));
      } else if (!now.isEmpty()) {
        add("property-declared", path, EnumSet.of(DECLARES), 0.6, declaredText(), now.get(0));
      }
    }
  }

  private void patternRemoved(String path, List<Node> old, Set<Effect> effects) {
    found.add(
        new Delta(
            "property-removed",
            path,
            effects,
            0.8,
            "is no longer declared",
            old.get(0),
            Side.MERGE_BASE));
  }

  private void compareOthers() {
    List<Node> old = one.otherProperties();
    List<Node> now = other.otherProperties();
    boolean openBefore = old.isEmpty() || comparer.shapeBefore(old).isTrivial();
    boolean openAfter = now.isEmpty() || comparer.shapeAfter(now).isTrivial();
    boolean closedBefore = !openBefore && comparer.shapeBefore(old).isImpossible();
    boolean closedAfter = !openAfter && comparer.shapeAfter(now).isImpossible();
    if (openBefore && openAfter || closedBefore && closedAfter) {
      return;
    }
    Node place = now.isEmpty() ? other.origin() : now.get(0);
    if (closedAfter) {
      add(
          "additional-properties-closed",
          "",
          EnumSet.of(NARROWS),
          0.9,
          "allows no other properties any more",
          place);
    } else if (closedBefore) {
      add(
          "additional-properties-opened",
          "",
          EnumSet.of(WIDENS_MILDLY),
          0.8,
          "allows other properties now",
          place);
    } else if (openBefore) {
      add(
          "additional-properties-restricted",
          "",
          EnumSet.of(NARROWS),
          0.85,
          "allowed any other properties and restricts them now",
          place);
    } else if (openAfter) {
      add(
          "additional-properties-unrestricted",
          "",
          EnumSet.of(WIDENS),
          0.7,
          "restricted other properties and allows any now",
          place);
    } else {
      found.addAll(OTHERS, comparer.compare(old, now));
    }
  }

  private void compareNames() {
    List<Node> old = one.all("propertyNames");
    List<Node> now = other.all("propertyNames");
    if (!old.isEmpty() && !now.isEmpty()) {
      found.addAll("", comparer.compare(old, now));
    } else if (!now.isEmpty() && !now.get(0).value().asBoolean(false)) {
      add(
          "property-names-restricted",
          "",
          EnumSet.of(NARROWS),
          0.85,
          "restricts the names of properties now",
          now.get(0));
    } else if (!old.isEmpty()) {
      add(
          "property-names-unrestricted",
          "",
          EnumSet.of(WIDENS_MILDLY),
          0.8,
          "does not restrict the names of properties any more",
          other.origin());
    }
  }

  private void add(
      String what, String path, Set<Effect> effects, double confidence, String text, Node where) {
    found.add(new Delta(what, path, effects, confidence, text, where, Side.HEAD));
  }
}
