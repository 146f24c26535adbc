package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares two versions of a message, or of the fields that extend one. Used once. */
final class MessageComparison {
  private final ProtoMessage old;
  private final ProtoMessage now;
  private final Findings findings;
  private final FieldComparison fields;
  private final Map<Integer, ProtoField> nowByNumber = new HashMap<>();
  private final Map<String, ProtoField> nowByName = new HashMap<>();
  private final Set<String> oldNames = new HashSet<>();

  /** Fields that are the same in both versions, old to new, for the oneofs. */
  private final Map<ProtoField, ProtoField> pairs = new LinkedHashMap<>();

  MessageComparison(
      ProtoMessage old, ProtoMessage now, Moves moves, ProtoSchema after, Findings findings) {
    this.old = old;
    this.now = now;
    this.findings = findings;
    this.fields = new FieldComparison(old, now, moves, after, findings);
    for (ProtoField field : now.fields()) {
      nowByNumber.putIfAbsent(field.number(), field);
      nowByName.putIfAbsent(field.name(), field);
    }
    old.fields().forEach(field -> oldNames.add(field.name()));
  }

  void compare() {
    for (ProtoField field : old.fields()) {
      compareField(field);
    }
    new OneofComparison(old, now, pairs, findings).compare();
    compareNewFields();
    List<Range> dropped = Range.minus(old.extensions(), now.extensions());
    if (!dropped.isEmpty()) {
      findings.add(
          "extension-range-removed",
          Severity.ERROR,
          Findings.LIKELY,
          old.name() + " extensions " + dropped.get(0),
          old.name() + " cannot be extended with " + dropped.get(0) + " any more.",
          "Keep the range.",
          Findings.head(now.spot()),
          Findings.whole(old.name()));
    }
    String messageSet = "message_set_wire_format";
    if (isTrue(old, messageSet) != isTrue(now, messageSet)) {
      findings.add(
          "message-set-format-changed",
          Severity.ERROR,
          Findings.SURE,
          old.name(),
          old.name() + " has another wire format.",
          "Keep " + messageSet + ".",
          Findings.head(now.spot()),
          Findings.whole(old.name()));
    }
  }

  private static boolean isTrue(ProtoMessage message, String option) {
    return "true".equals(message.options().get(option));
  }

  private void compareField(ProtoField field) {
    ProtoField sameNumber = nowByNumber.get(field.number());
    ProtoField sameName = nowByName.get(field.name());
    if (sameNumber != null && sameNumber.name().equals(field.name())) {
      pairs.put(field, sameNumber);
      fields.compare(field, sameNumber);
    } else if (sameName != null) {
      add(
          "field-number-changed",
          Severity.ERROR,
          Findings.SURE,
          field,
          "had the number " + field.number() + " and has " + sameName.number(),
          "Keep the number.",
          sameName.spot());
    } else if (sameNumber == null) {
      removed(field);
    } else if (isSameThing(field, sameNumber)) {
      pairs.put(field, sameNumber);
      fields.compare(field, sameNumber);
    } else {
      add(
          "field-number-reused",
          Severity.ERROR,
          Findings.LIKELY,
          field,
          "has lost its number " + field.number() + " to " + sameNumber.name(),
          "Reserve the number and take one that was never used.",
          sameNumber.spot());
    }
  }

  /**
   * Whether a field with another name is the old one for all we know. Names are not on the wire, so
   * only a name that has something of the old one speaks for a rename, and against a number that
   * was given to something else.
   */
  private boolean isSameThing(ProtoField field, ProtoField successor) {
    return !oldNames.contains(successor.name())
        && fields.isSameOnTheWire(field, successor)
        && Names.areAlike(field.name(), successor.name());
  }

  private void removed(ProtoField field) {
    boolean isNumberReserved = now.reserved().contains(field.number());
    boolean isNameReserved = now.reserved().names().contains(field.name());
    boolean isRequired = field.label() == ProtoField.Label.REQUIRED;
    findings.add(
        "field-removed",
        isNumberReserved && !isRequired ? Severity.WARNING : Severity.ERROR,
        Findings.SURE,
        element(field),
        "The field "
            + field.name()
            + " of "
            + old.name()
            + " is gone"
            + (isRequired
                ? ", and who reads by the old version requires it."
                : " and its number "
                    + field.number()
                    + (isNumberReserved ? " is reserved." : " is not reserved.")),
        isNumberReserved && isNameReserved
            ? "Make sure that nobody reads it any more."
            : "Deprecate it, or reserve its number and its name.",
        Findings.base(field.spot()),
        Findings.field(old.name(), field.name()));
  }

  private void compareNewFields() {
    Set<Integer> pairedNumbers = new HashSet<>();
    pairs.values().forEach(field -> pairedNumbers.add(field.number()));
    List<ReservedComparison.Use> uses = new ArrayList<>();
    for (ProtoField field : now.fields()) {
      boolean isPaired = pairedNumbers.contains(field.number());
      if (!isPaired || !oldNames.contains(field.name())) {
        uses.add(
            new ReservedComparison.Use(field.name(), field.number(), Findings.head(field.spot())));
      }
      if (isPaired) {
        continue;
      }
      if (Range.contains(old.extensions(), field.number())) {
        add(
            "extension-number-used",
            Severity.ERROR,
            Findings.LIKELY,
            field,
            "has the number " + field.number() + ", which was for extensions",
            "Take a number that was never used.",
            field.spot());
      }
      if (field.label() == ProtoField.Label.REQUIRED && !oldNames.contains(field.name())) {
        add(
            "required-field-added",
            Severity.ERROR,
            Findings.SURE,
            field,
            "is new and required",
            "Make it optional.",
            field.spot());
      }
    }
    new ReservedComparison(findings)
        .compare(old.name(), old.reserved(), now.reserved(), uses, Findings.head(now.spot()));
  }

  private String element(ProtoField field) {
    return old.name() + "." + field.name();
  }

  private void add(
      String rule,
      Severity severity,
      double confidence,
      ProtoField field,
      String what,
      String mend,
      Spot spot) {
    findings.add(
        rule,
        severity,
        confidence,
        element(field),
        "The field " + field.name() + " of " + old.name() + " " + what + ".",
        mend,
        Findings.head(spot),
        Findings.field(old.name(), field.name()));
  }
}
