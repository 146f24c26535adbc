package dev.winnow.worker.contract.schema;

import static dev.winnow.worker.contract.schema.Effect.NARROWS;
import static dev.winnow.worker.contract.schema.Effect.NARROWS_FORMAT;
import static dev.winnow.worker.contract.schema.Effect.SHIFTS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS;
import static dev.winnow.worker.contract.schema.Effect.WIDENS_MILDLY;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lists of values, bounds, patterns, formats and defaults. */
final class ValueRules {
  private static final int MOST_SHOWN = 5;

  private final Shape one;
  private final Shape other;
  private final Set<JsonType> shared;
  private final Differences found;

  ValueRules(Shape one, Shape other, Set<JsonType> shared, Differences found) {
    this.one = one;
    this.other = other;
    this.shared = shared;
    this.found = found;
  }

  void compare() {
    compareDefaults();
    if (one.values().isPresent() || other.values().isPresent()) {
      compareValues();
      return;
    }
    if (shared.contains(JsonType.INTEGER) || shared.contains(JsonType.FRACTION)) {
      compareLimits(true);
      compareLimits(false);
      compareSteps();
    }
    if (shared.contains(JsonType.STRING)) {
      compareCount("minLength", "min-length", true);
      compareCount("maxLength", "max-length", false);
      comparePatterns();
    }
    compareFormats();
  }

  private void compareValues() {
    if (one.values().isPresent() && other.values().isPresent()) {
      Map<String, JsonNode> old = one.values().get();
      Map<String, JsonNode> now = other.values().get();
      report("enum-value-removed", NARROWS, "no longer allows ", missing(old, now));
      report("enum-value-added", added(), "allows the new value ", missing(now, old));
    } else if (one.values().isPresent()) {
      Map<String, JsonNode> refused = new TreeMap<>(one.values().get());
      refused.values().removeIf(value -> mayBeAllowed(value, other));
      report("enum-value-removed", NARROWS, "no longer allows ", refused.values());
      found.add(
          "enum-removed",
          EnumSet.of(added()),
          0.8,
          "allowed only " + show(one.values().get().values()) + ", and allows other values now",
          other.origin());
    } else {
      Map<String, JsonNode> fresh = new TreeMap<>(other.values().orElseThrow());
      fresh.values().removeIf(value -> mayBeAllowed(value, one));
      report("enum-value-added", WIDENS, "allows the new value ", fresh.values());
      found.add(
          "enum-added",
          EnumSet.of(NARROWS),
          0.95,
          "allows only " + show(other.values().orElseThrow().values()) + " now",
          valuesPlace());
    }
  }

  /** Readers of an enum that says it will grow are ready for more. */
  private Effect added() {
    return one.all("x-extensible-enum").isEmpty() ? WIDENS : WIDENS_MILDLY;
  }

  private void report(String what, Effect effect, String text, Collection<JsonNode> values) {
    if (!values.isEmpty()) {
      found.add(
          what,
          EnumSet.of(effect),
          effect == NARROWS ? 0.95 : 0.7,
          text + show(values),
          valuesPlace());
    }
  }

  private Node valuesPlace() {
    return other.all("enum").isEmpty() ? other.place("const") : other.place("enum");
  }

  /** Values of a type that the other does not allow at all are the type's matter. */
  private Collection<JsonNode> missing(Map<String, JsonNode> of, Map<String, JsonNode> in) {
    Map<String, JsonNode> missing = new TreeMap<>(of);
    missing.keySet().removeAll(in.keySet());
    missing.values().removeIf(value -> !shared.contains(JsonType.of(value)));
    return missing.values();
  }

  /** Whether a version allows a value, as far as can be told without its pattern. */
  private boolean mayBeAllowed(JsonNode value, Shape shape) {
    if (!shared.contains(JsonType.of(value))) {
      return true;
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return shape.limit(true).map(limit -> limit.allows(number)).orElse(true)
          && shape.limit(false).map(limit -> limit.allows(number)).orElse(true);
    }
    if (value.isTextual()) {
      String text = value.textValue();
      BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
      return shape.count("minLength", true).map(least -> length.compareTo(least) >= 0).orElse(true)
          && shape.count("maxLength", false).map(most -> length.compareTo(most) <= 0).orElse(true);
    }
    return true;
  }

  private static String show(Collection<JsonNode> values) {
    String shown =
        values.stream().limit(MOST_SHOWN).map(Values::show).collect(Collectors.joining(", "));
    return values.size() > MOST_SHOWN ? shown + ", …" : shown;
  }

  private void compareLimits(boolean lower) {
    Optional<Limit> old = one.limit(lower);
    Optional<Limit> now = other.limit(lower);
    if (!one.allows(JsonType.FRACTION) || !other.allows(JsonType.FRACTION)) {
      old = old.map(Limit::whole);
      now = now.map(Limit::whole);
    }
    String keyword = lower ? "minimum" : "maximum";
    String open = lower ? "exclusiveMinimum" : "exclusiveMaximum";
    Node place = other.all(keyword).isEmpty() ? other.place(open) : other.place(keyword);
    boolean narrows = now.isPresent() && (old.isEmpty() || !old.get().isWithin(now.get()));
    boolean widens = old.isPresent() && (now.isEmpty() || !now.get().isWithin(old.get()));
    if (narrows || widens) {
      bound(keyword, narrows, show(old), show(now), place);
    }
  }

  private void compareCount(String keyword, String what, boolean lower) {
    compareCount(one, other, keyword, what, lower, found);
  }

  static void compareCount(
      Shape one, Shape other, String keyword, String what, boolean lower, Differences found) {
    Optional<BigDecimal> old = one.count(keyword, lower);
    Optional<BigDecimal> now = other.count(keyword, lower);
    // What other keywords amount to counts on the other side only: they speak for themselves.
    int order =
        Math.max(0, tightening(one.effectiveCount(keyword, lower), now, lower))
            - Math.max(0, tightening(other.effectiveCount(keyword, lower), old, lower));
    if (order != 0) {
      String bound = lower ? "at least " : "at most ";
      new ValueRules(one, other, Set.of(), found)
          .bound(
              what,
              order > 0,
              keyword + " " + show(old.map(count -> bound + count.toPlainString())),
              show(now.map(count -> bound + count.toPlainString())),
              other.place(keyword));
    }
  }

  /** Above 0 if a bound was tightened, below 0 if it was loosened. */
  private static int tightening(Optional<BigDecimal> old, Optional<BigDecimal> now, boolean lower) {
    if (old.isEmpty() || now.isEmpty()) {
      return Boolean.compare(now.isPresent(), old.isPresent());
    }
    int order = now.get().compareTo(old.get());
    return lower ? order : -order;
  }

  private void bound(String what, boolean narrows, String old, String now, Node place) {
    found.add(
        what + (narrows ? "-tightened" : "-loosened"),
        EnumSet.of(narrows ? NARROWS : WIDENS),
        narrows ? 0.9 : 0.6,
        "had the bound " + old + " and has " + now + " now",
        place);
  }

  private static String show(Optional<?> value) {
    return value.map(Object::toString).orElse("none");
  }

  private void compareSteps() {
    List<BigDecimal> old = steps(one);
    List<BigDecimal> now = steps(other);
    boolean narrows = now.stream().anyMatch(step -> !isMultipleOfAny(step, old));
    boolean widens = old.stream().anyMatch(step -> !isMultipleOfAny(step, now));
    if (narrows || widens) {
      Set<Effect> effects = EnumSet.noneOf(Effect.class);
      if (narrows) {
        effects.add(NARROWS);
      }
      if (widens) {
        effects.add(WIDENS_MILDLY);
      }
      found.add(
          narrows ? "multiple-of-tightened" : "multiple-of-loosened",
          effects,
          0.85,
          "must be a multiple of " + now + " now, and of " + old + " before",
          other.place("multipleOf"));
    }
  }

  /** Whether every multiple of one of the old steps is one of the new step. */
  private static boolean isMultipleOfAny(BigDecimal step, List<BigDecimal> old) {
    return old.stream().anyMatch(one -> one.remainder(step).signum() == 0);
  }

  private List<BigDecimal> steps(Shape shape) {
    List<BigDecimal> steps = new ArrayList<>();
    boolean whole = !one.allows(JsonType.FRACTION) || !other.allows(JsonType.FRACTION);
    for (Node node : shape.all("multipleOf")) {
      BigDecimal step = node.value().isNumber() ? node.value().decimalValue() : BigDecimal.ZERO;
      boolean trivial = whole && BigDecimal.ONE.remainder(nonZero(step)).signum() == 0;
      if (step.signum() > 0 && !trivial) {
        steps.add(step);
      }
    }
    return steps;
  }

  private static BigDecimal nonZero(BigDecimal step) {
    return step.signum() == 0 ? BigDecimal.ONE : step;
  }

  private void comparePatterns() {
    Set<String> old = one.texts("pattern");
    Set<String> now = other.texts("pattern");
    Set<String> added = new HashSet<>(now);
    added.removeIf(pattern -> old.stream().anyMatch(was -> PatternOrder.isWithin(was, pattern)));
    Set<String> gone = new HashSet<>(old);
    gone.removeIf(pattern -> now.stream().anyMatch(is -> PatternOrder.isWithin(is, pattern)));
    if (added.isEmpty() && gone.isEmpty()) {
      return;
    }
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (!added.isEmpty()) {
      effects.add(NARROWS);
    }
    if (!gone.isEmpty()) {
      effects.add(WIDENS_MILDLY);
    }
    String what =
        old.isEmpty() ? "pattern-added" : now.isEmpty() ? "pattern-removed" : "pattern-changed";
    found.add(
        what,
        effects,
        old.isEmpty() ? 0.9 : 0.7,
        "had the pattern " + show(old) + " and has " + show(now) + " now",
        other.place("pattern"));
  }

  private static String show(Set<String> texts) {
    return texts.isEmpty() ? "none" : String.join(" and ", texts);
  }

  private void compareFormats() {
    Set<String> old = Formats.strict(one.texts("format"));
    Set<String> now = Formats.strict(other.texts("format"));
    boolean narrows = !Formats.isWithin(old, now);
    boolean widens = !Formats.isWithin(now, old);
    if (!narrows && !widens) {
      return;
    }
    boolean known = Formats.isKnown(old) && Formats.isKnown(now);
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (narrows) {
      effects.add(known ? NARROWS_FORMAT : SHIFTS);
    }
    if (widens) {
      effects.add(known ? WIDENS : WIDENS_MILDLY);
    }
    found.add(
        old.isEmpty() ? "format-added" : now.isEmpty() ? "format-removed" : "format-changed",
        effects,
        known ? 0.75 : 0.5,
        "had the format "
            + show(one.texts("format"))
            + " and has "
            + show(other.texts("format"))
            + " now",
        other.place("format"));
  }

  private void compareDefaults() {
    List<Node> old = one.all("default");
    List<Node> now = other.all("default");
    if (old.isEmpty()) {
      return;
    }
    String was = Values.key(old.get(0).value());
    if (now.isEmpty() || !Values.key(now.get(0).value()).equals(was)) {
      found.add(
          now.isEmpty() ? "default-removed" : "default-changed",
          EnumSet.of(SHIFTS),
          0.6,
          "had the default "
              + Values.show(old.get(0).value())
              + " and has "
              + (now.isEmpty() ? "none" : Values.show(now.get(0).value()))
              + " now",
          other.place("default"));
    }
  }
}
