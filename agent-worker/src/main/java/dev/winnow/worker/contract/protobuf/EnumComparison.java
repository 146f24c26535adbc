package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares two versions of an enum. */
final class EnumComparison {
  private final ProtoEnum old;
  private final ProtoEnum now;
  private final Findings findings;
  private final Map<String, ProtoEnum.Value> oldByName;
  private final Map<String, ProtoEnum.Value> nowByName;

  /** Numbers that have one of their old names still. */
  private final Set<Integer> keptNumbers = new HashSet<>();

  /** What is at a number now: the first new name, or the first of all. */
  private final Map<Integer, ProtoEnum.Value> successors = new HashMap<>();

  EnumComparison(ProtoEnum old, ProtoEnum now, Findings findings) {
    this.old = old;
    this.now = now;
    this.findings = findings;
    this.oldByName = byName(old);
    this.nowByName = byName(now);
    for (ProtoEnum.Value value : now.values()) {
      ProtoEnum.Value same = oldByName.get(value.name());
      if (same == null) {
        successors.merge(
            value.number(),
            value,
            (first, next) -> oldByName.containsKey(first.name()) ? next : first);
      } else {
        successors.putIfAbsent(value.number(), value);
        if (same.number() == value.number()) {
          keptNumbers.add(value.number());
        }
      }
    }
  }

  void compare() {
    for (ProtoEnum.Value value : old.values()) {
      ProtoEnum.Value same = nowByName.get(value.name());
      if (same == null) {
        gone(value);
      } else if (same.number() != value.number()) {
        add(
            "enum-value-number-changed",
            Severity.ERROR,
            Findings.SURE,
            value,
            "had the number " + value.number() + " and has " + same.number(),
            "Keep the number.",
            same.spot());
      }
    }
    compareFirst();
    List<ReservedComparison.Use> uses = new ArrayList<>();
    for (ProtoEnum.Value value : now.values()) {
      if (!oldByName.containsKey(value.name())) {
        uses.add(
            new ReservedComparison.Use(value.name(), value.number(), Findings.head(value.spot())));
      }
    }
    new ReservedComparison(findings)
        .compare(old.name(), old.reserved(), now.reserved(), uses, Findings.head(now.spot()));
  }

  private void gone(ProtoEnum.Value value) {
    boolean hasOtherName = keptNumbers.contains(value.number());
    ProtoEnum.Value successor = successors.get(value.number());
    if (hasOtherName) {
      add(
          "enum-alias-removed",
          severityOfName(),
          Findings.LIKELY,
          value,
          "is gone; its number has another name still",
          "Keep the alias until no code uses it.",
          now.spot());
    } else if (successor != null
        && !oldByName.containsKey(successor.name())
        && isSameThing(value, successor)) {
      add(
          "enum-value-renamed",
          severityOfName(),
          Findings.LIKELY,
          value,
          "is called " + successor.name() + " now, which JSON and generated code notice",
          "Keep the old name as an alias (allow_alias).",
          successor.spot());
    } else if (successor != null) {
      add(
          "enum-value-number-reused",
          Severity.ERROR,
          Findings.LIKELY,
          value,
          "has lost its number " + value.number() + " to " + successor.name(),
          "Reserve the number and take one that was never used.",
          successor.spot());
    } else {
      boolean isReserved = now.reserved().contains(value.number());
      findings.add(
          "enum-value-removed",
          isReserved ? Severity.WARNING : Severity.ERROR,
          Findings.SURE,
          element(value),
          "The value "
              + value.name()
              + " of "
              + old.name()
              + " is gone and its number "
              + value.number()
              + (isReserved ? " is reserved." : " is not reserved."),
          isReserved
              ? "Make sure that nobody sends it any more."
              : "Deprecate it, or reserve its number and its name.",
          Findings.base(value.spot()),
          Findings.field(old.name(), value.name()));
    }
  }

  private void compareFirst() {
    if (old.values().isEmpty() || now.values().isEmpty()) {
      return;
    }
    ProtoEnum.Value first = old.values().get(0);
    ProtoEnum.Value nowFirst = now.values().get(0);
    if (first.number() != nowFirst.number()) {
      findings.add(
          "enum-default-changed",
          Severity.ERROR,
          Findings.LIKELY,
          old.name(),
          "The first value of "
              + old.name()
              + ", which is its default, was "
              + first.name()
              + " and is "
              + nowFirst.name()
              + ".",
          "Keep the first value.",
          Findings.head(nowFirst.spot()),
          Findings.whole(old.name()));
    }
  }

  /** The number zero is the default whatever it is called; other names are compared as words. */
  private boolean isSameThing(ProtoEnum.Value value, ProtoEnum.Value successor) {
    return value.number() == 0
        || Names.areAlike(withoutPrefix(value.name()), withoutPrefix(successor.name()));
  }

  private String withoutPrefix(String value) {
    String simple = old.name().substring(old.name().lastIndexOf('.') + 1);
    String prefix = simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  private Severity severityOfName() {
    return old.file().isSeenInJson() || now.file().isSeenInJson()
        ? Severity.ERROR
        : Severity.WARNING;
  }

  private String element(ProtoEnum.Value value) {
    return old.name() + "." + value.name();
  }

  private void add(
      String rule,
      Severity severity,
      double confidence,
      ProtoEnum.Value value,
      String what,
      String mend,
      Spot spot) {
    findings.add(
        rule,
        severity,
        confidence,
        element(value),
        "The value " + value.name() + " of " + old.name() + " " + what + ".",
        mend,
        Findings.head(spot),
        Findings.field(old.name(), value.name()));
  }

  private static Map<String, ProtoEnum.Value> byName(ProtoEnum all) {
    Map<String, ProtoEnum.Value> byName = new HashMap<>();
    all.values().forEach(value -> byName.putIfAbsent(value.name(), value));
    return byName;
  }
}
