package dev.winnow.worker.contract.graphql;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what a client of the old schema may notice in the new one. Used once. */
final class SchemaComparison {
  private static final double SURE = 1.0;
  private static final double LIKELY = 0.8;

  /** How sure it is that a directive that stands only in schemas is anything to clients. */
  private static final double DOUBTFUL = 0.5;

  /**
   * Directives of composed schemas (Apollo Federation), and those that servers put in by
   * themselves. Whether a file writes their definition down or links to it is nothing to clients.
   */
  private static final Set<String> COMPOSITION =
      Set.of(
          "authenticated",
          "composeDirective",
          "contact",
          "context",
          "cost",
          "deprecated",
          "extends",
          "external",
          "fromContext",
          "inaccessible",
          "include",
          "interfaceObject",
          "key",
          "link",
          "listSize",
          "oneOf",
          "override",
          "policy",
          "provides",
          "requires",
          "requiresScopes",
          "shareable",
          "skip",
          "specifiedBy",
          "tag");

  private static final Set<String> EXECUTABLE_LOCATIONS =
      Set.of(
          "QUERY",
          "MUTATION",
          "SUBSCRIPTION",
          "FIELD",
          "FRAGMENT_DEFINITION",
          "FRAGMENT_SPREAD",
          "INLINE_FRAGMENT",
          "VARIABLE_DEFINITION");

  private final Schema before;
  private final Schema after;
  private final List<Change> changes = new ArrayList<>();

  SchemaComparison(Schema before, Schema after) {
    this.before = before;
    this.after = after;
  }

  /** All changes, sorted by element and rule. */
  List<Change> changes() {
    Map<String, String> renamedRoots = compareRoots();
    for (SchemaType old : before.types().values()) {
      SchemaType now = after.types().get(renamedRoots.getOrDefault(old.name(), old.name()));
      if (now == null) {
        typeRemoved(old);
      } else if (old.kind() != now.kind()) {
        add(
            "type-kind-changed",
            Severity.ERROR,
            SURE,
            old.name(),
            old.name()
                + " was "
                + withArticle(old.kind().word())
                + " and is "
                + withArticle(now.kind().word())
                + ".",
            "Add a new type and keep " + old.name() + " as it was.",
            head(now.spot()),
            whole(old.name()));
      } else {
        compareTypes(old, now);
      }
    }
    for (Map.Entry<String, SchemaDirective> entry : before.directives().entrySet()) {
      if (!COMPOSITION.contains(entry.getKey())) {
        compareDirectives(entry.getKey(), entry.getValue(), after.directives().get(entry.getKey()));
      }
    }
    changes.sort(
        Comparator.comparing(Change::element)
            .thenComparing(Change::rule)
            .thenComparing(Change::message));
    return List.copyOf(changes);
  }

  /** Returns the roots that have a new name and are the old type for all we know: old to new. */
  private Map<String, String> compareRoots() {
    SortedMap<String, String> renamed = new TreeMap<>();
    before
        .roots()
        .forEach(
            (operation, old) -> {
              String now = after.roots().get(operation);
              if (now == null) {
                add(
                    "root-removed",
                    Severity.ERROR,
                    SURE,
                    "schema " + operation,
                    "There is no " + operation + " any more; it was of type " + old + ".",
                    "Keep the " + operation + " root until nobody uses it.",
                    head(after.spot()),
                    whole(old));
              } else if (!now.equals(old)) {
                add(
                    "root-type-changed",
                    Severity.ERROR,
                    LIKELY,
                    "schema " + operation,
                    "The type of " + operation + " was " + old + " and is " + now + ".",
                    "Keep the name of the root type: clients name it in fragments.",
                    head(after.spot()),
                    whole(old));
                if (!after.types().containsKey(old)) {
                  renamed.put(old, now);
                }
              }
            });
    return renamed;
  }

  private void typeRemoved(SchemaType old) {
    boolean isRoot = before.roots().containsValue(old.name());
    boolean isReported =
        isRoot
            && before.roots().entrySet().stream()
                .anyMatch(
                    root ->
                        root.getValue().equals(old.name())
                            && !after.roots().containsKey(root.getKey()));
    if (isReported) {
      return;
    }
    add(
        "type-removed",
        Severity.ERROR,
        LIKELY,
        old.name(),
        "The " + old.kind().word() + " " + old.name() + " is gone.",
        "Deprecate the fields that use it and remove it when nobody does.",
        base(old.spot()),
        whole(old.name()));
  }

  private void compareTypes(SchemaType old, SchemaType now) {
    compareFields(old, now);
    compareInputs("input-field", old.name(), old.inputs(), now.inputs(), now.spot());
    if (now.oneOf() && !old.oneOf()) {
      add(
          "input-one-of-added",
          Severity.ERROR,
          SURE,
          old.name(),
          old.name() + " takes exactly one field now.",
          "Add a new input type for it.",
          head(now.spot()),
          whole(old.name()));
    }
    for (Map.Entry<String, Spot> value : missing(old.values(), now.values()).entrySet()) {
      String element = old.name() + "." + value.getKey();
      add(
          "enum-value-removed",
          Severity.ERROR,
          SURE,
          element,
          "The value " + value.getKey() + " of " + old.name() + " is gone.",
          "Deprecate it and keep it until nobody uses it.",
          base(value.getValue()),
          whole(element));
    }
    for (Map.Entry<String, Spot> value : missing(now.values(), old.values()).entrySet()) {
      String element = old.name() + "." + value.getKey();
      add(
          "enum-value-added",
          Severity.WARNING,
          LIKELY,
          element,
          old.name() + " has a new value " + value.getKey() + ", which clients may not expect.",
          "Make sure that clients treat unknown values before it is sent.",
          head(value.getValue()),
          whole(old.name()));
    }
    for (Map.Entry<String, Spot> member : missing(old.members(), now.members()).entrySet()) {
      add(
          "union-member-removed",
          Severity.ERROR,
          SURE,
          old.name() + " | " + member.getKey(),
          member.getKey() + " is no longer in the union " + old.name() + ".",
          "Keep it in the union until nobody asks for it.",
          base(member.getValue()),
          whole(old.name()));
    }
    for (Map.Entry<String, Spot> member : missing(now.members(), old.members()).entrySet()) {
      add(
          "union-member-added",
          Severity.WARNING,
          LIKELY,
          old.name() + " | " + member.getKey(),
          member.getKey() + " is new in the union " + old.name() + ".",
          "Make sure that clients treat unknown types before it is sent.",
          head(member.getValue()),
          whole(old.name()));
    }
    for (Map.Entry<String, Spot> implemented :
        missing(old.interfaces(), now.interfaces()).entrySet()) {
      add(
          "interface-removed",
          Severity.ERROR,
          SURE,
          old.name() + " & " + implemented.getKey(),
          old.name() + " does not implement " + implemented.getKey() + " any more.",
          "Keep the interface until no fragment relies on it.",
          head(now.spot()),
          whole(old.name()));
    }
    for (Map.Entry<String, Spot> implemented :
        missing(now.interfaces(), old.interfaces()).entrySet()) {
      add(
          "interface-added",
          Severity.WARNING,
          DOUBTFUL,
          old.name() + " & " + implemented.getKey(),
          old.name()
              + " implements "
              + implemented.getKey()
              + " now, so it may come where clients do not expect it.",
          "Make sure that clients treat unknown types.",
          head(implemented.getValue()),
          whole(old.name()));
    }
  }

  private void compareFields(SchemaType oldType, SchemaType nowType) {
    oldType
        .fields()
        .forEach(
            (name, old) -> {
              String element = oldType.name() + "." + name;
              SchemaType.Field now = nowType.fields().get(name);
              if (now == null) {
                add(
                    "field-removed",
                    Severity.ERROR,
                    SURE,
                    element,
                    "The field " + element + " is gone.",
                    "Deprecate it and keep it until nobody asks for it.",
                    base(old.spot()),
                    whole(element));
                return;
              }
              if (!TypeReferences.isSafeOutput(old.type(), now.type())) {
                add(
                    "field-type-changed",
                    Severity.ERROR,
                    SURE,
                    element,
                    typeChange("The field " + element, old.type(), now.type()),
                    "Add a new field with the new type.",
                    head(now.spot()),
                    whole(element));
              }
              compareInputs("argument", element, old.arguments(), now.arguments(), now.spot());
            });
  }

  /**
   * @param what {@code argument}, {@code input-field} or {@code directive-argument}: how rules
   *     begin
   */
  private void compareInputs(
      String what,
      String owner,
      SortedMap<String, SchemaType.Input> olds,
      SortedMap<String, SchemaType.Input> nows,
      Spot ownerSpot) {
    String word = what.replace('-', ' ');
    boolean isField = what.equals("input-field");
    olds.forEach(
        (name, old) -> {
          String element = isField ? owner + "." + name : owner + "(" + name + ")";
          SchemaType.Input now = nows.get(name);
          if (now == null) {
            add(
                what + "-removed",
                Severity.ERROR,
                SURE,
                element,
                "The " + word + " " + name + " of " + owner + " is gone.",
                "Keep it, deprecated, until nobody gives it.",
                base(old.spot()),
                input(isField, owner, name));
            return;
          }
          if (!TypeReferences.isSafeInput(old.type(), now.type())) {
            add(
                what + "-type-changed",
                Severity.ERROR,
                SURE,
                element,
                typeChange("The " + word + " " + name + " of " + owner, old.type(), now.type()),
                "Accept all that was accepted before, or add a new " + word + ".",
                head(now.spot()),
                input(isField, owner, name));
          } else if (now.required() && !old.required()) {
            add(
                what + "-now-required",
                Severity.ERROR,
                SURE,
                element,
                "The " + word + " " + name + " of " + owner + " has no default any more.",
                "Keep the default.",
                head(now.spot()),
                input(isField, owner, name));
          } else if (old.defaultValue() != null && !old.defaultValue().equals(now.defaultValue())) {
            add(
                what + "-default-changed",
                Severity.WARNING,
                LIKELY,
                element,
                "The default of "
                    + name
                    + " of "
                    + owner
                    + " was "
                    + old.defaultValue()
                    + " and is "
                    + (now.defaultValue() == null ? "none" : now.defaultValue())
                    + ".",
                "Make sure that clients which leave it out can live with it.",
                head(now.spot()),
                input(isField, owner, name));
          }
        });
    nows.forEach(
        (name, now) -> {
          if (!olds.containsKey(name) && now.required()) {
            add(
                "required-" + what + "-added",
                Severity.ERROR,
                SURE,
                isField ? owner + "." + name : owner + "(" + name + ")",
                owner + " has a new required " + word + " " + name + ".",
                "Make it nullable or give it a default.",
                head(now.spot().line() == 0 ? ownerSpot : now.spot()),
                whole(owner));
          }
        });
  }

  private void compareDirectives(String name, SchemaDirective old, SchemaDirective now) {
    String element = "@" + name;
    double confidence =
        old.locations().stream().anyMatch(EXECUTABLE_LOCATIONS::contains) ? SURE : DOUBTFUL;
    if (now == null) {
      add(
          "directive-removed",
          Severity.ERROR,
          confidence,
          element,
          "The directive " + element + " is gone.",
          "Keep it until no operation uses it.",
          base(old.spot()),
          whole(element));
      return;
    }
    compareInputs("directive-argument", element, old.arguments(), now.arguments(), now.spot());
    for (String location : old.locations()) {
      if (!now.locations().contains(location)) {
        add(
            "directive-location-removed",
            Severity.ERROR,
            EXECUTABLE_LOCATIONS.contains(location) ? SURE : DOUBTFUL,
            element + " on " + location,
            element + " may not stand on " + location + " any more.",
            "Keep the location until no operation uses it.",
            head(now.spot()),
            whole(element));
      }
    }
    if (old.repeatable() && !now.repeatable()) {
      add(
          "directive-not-repeatable",
          Severity.ERROR,
          confidence,
          element,
          element + " may not be repeated any more.",
          "Keep it repeatable.",
          head(now.spot()),
          whole(element));
    }
  }

  private static String typeChange(
      String what, graphql.language.Type<?> old, graphql.language.Type<?> now) {
    return what
        + " was "
        + TypeReferences.print(old)
        + " and is "
        + TypeReferences.print(now)
        + ".";
  }

  private static String withArticle(String word) {
    return ("aeiou".indexOf(word.charAt(0)) >= 0 && !word.startsWith("un") ? "an " : "a ") + word;
  }

  private static SortedMap<String, Spot> missing(Map<String, Spot> from, Map<String, Spot> in) {
    SortedMap<String, Spot> missing = new TreeMap<>(from);
    missing.keySet().removeAll(in.keySet());
    return missing;
  }

  private static Touch whole(String operation) {
    return new Touch(operation, Touch.Part.WHOLE, "");
  }

  private static Touch input(boolean isField, String owner, String name) {
    return isField
        ? new Touch(owner + "." + name, Touch.Part.REQUEST_FIELD, name)
        : new Touch(owner, Touch.Part.PARAMETER, name);
  }

  private static Place base(Spot spot) {
    return new Place(spot.file(), spot.line(), spot.column(), Side.MERGE_BASE);
  }

  private static Place head(Spot spot) {
    return new Place(spot.file(), spot.line(), spot.column(), Side.HEAD);
  }

  private void add(
      String rule,
      Severity severity,
      double confidence,
      String element,
      String message,
      String mend,
      Place place,
      Touch touch) {
    changes.add(
        new Change(
            "graphql." + rule,
            severity,
            confidence,
            element,
            message,
            mend,
            place,
            Optional.of(touch)));
  }
}
