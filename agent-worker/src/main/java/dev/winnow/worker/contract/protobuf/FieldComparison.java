package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import java.util.Optional;

/** Compares two versions of one field, which has kept its number. */
final class FieldComparison {
  private final ProtoMessage message;
  private final ProtoMessage nowMessage;
  private final Moves moves;
  private final ProtoSchema after;
  private final Findings findings;

  FieldComparison(
      ProtoMessage message,
      ProtoMessage nowMessage,
      Moves moves,
      ProtoSchema after,
      Findings findings) {
    this.message = message;
    this.nowMessage = nowMessage;
    this.moves = moves;
    this.after = after;
    this.findings = findings;
  }

  /** What becomes of the field's bytes, its label left aside. */
  TypeChange typeChange(ProtoField old, ProtoField now) {
    TypeReference type = moves.now(old.type(), now.type());
    if (type.isMap() && now.type().isMap()) {
      TypeChange ofKey =
          TypeChange.of(
              new TypeReference(type.key(), TypeReference.Kind.SCALAR, ""),
              new TypeReference(now.type().key(), TypeReference.Kind.SCALAR, ""));
      TypeChange ofValue = TypeChange.of(withoutKey(type), withoutKey(now.type()));
      return ofKey.compareTo(ofValue) >= 0 ? ofKey : ofValue;
    }
    if (type.isMap() || now.type().isMap()) {
      Optional<TypeReference> oldMap =
          type.isMap()
              ? Optional.of(type)
              : Moves.mapOf(moves.before(), old).map(map -> moves.now(map, now.type()));
      Optional<TypeReference> nowMap =
          now.type().isMap() ? Optional.of(now.type()) : Moves.mapOf(after, now);
      return oldMap.isPresent() && oldMap.equals(nowMap)
          ? TypeChange.WIDENED
          : TypeChange.INCOMPATIBLE;
    }
    return TypeChange.of(type, now.type());
  }

  /** Whether the bytes of the old field can be read as the new one and the other way round. */
  boolean isSameOnTheWire(ProtoField old, ProtoField now) {
    return typeChange(old, now).compareTo(TypeChange.WIDENED) <= 0
        && LabelChange.of(old, now) != LabelChange.INCOMPATIBLE;
  }

  void compare(ProtoField old, ProtoField now) {
    compareTypes(old, now);
    compareLabels(old, now);
    boolean hasSameName = old.name().equals(now.name());
    if (!hasSameName) {
      renamed(old, now);
    } else if (!old.jsonName().equals(now.jsonName())) {
      add(
          "json-name-changed",
          Severity.ERROR,
          Findings.LIKELY,
          old,
          now,
          "is " + now.jsonName() + " in JSON; it was " + old.jsonName(),
          "Keep the name in JSON.");
    }
    if (!old.defaultValue().equals(now.defaultValue())) {
      add(
          "default-changed",
          Severity.WARNING,
          Findings.LIKELY,
          old,
          now,
          "has another default: both sides now see different values where it is left out",
          "Keep the default.");
    }
    if (!old.options().equals(now.options())) {
      add(
          "field-option-changed",
          Severity.WARNING,
          Findings.LIKELY,
          old,
          now,
          "has another jstype, which generated code notices",
          "Keep the option.");
    }
  }

  private void compareTypes(ProtoField old, ProtoField now) {
    TypeChange change = typeChange(old, now);
    if (change == TypeChange.SAME) {
      return;
    }
    boolean isCompatible = change == TypeChange.WIDENED;
    String types = "was " + old.type() + " and is " + now.type();
    if (isCompatible) {
      add(
          "field-type-compatible",
          Severity.WARNING,
          Findings.LIKELY,
          old,
          now,
          types + ": the same on the wire, but not in JSON and generated code",
          "Make sure that no reader depends on the old type.");
    } else {
      add(
          "field-type-changed",
          Severity.ERROR,
          change == TypeChange.NARROWED ? Findings.LIKELY : Findings.SURE,
          old,
          now,
          types,
          "Add a new field with the new type.");
    }
  }

  private void compareLabels(ProtoField old, ProtoField now) {
    LabelChange change = LabelChange.of(old, now);
    String labels = "was " + old.label().word() + " and is " + now.label().word();
    if (change == LabelChange.INCOMPATIBLE) {
      add(
          "field-label-changed",
          Severity.ERROR,
          Findings.SURE,
          old,
          now,
          labels,
          "Add a new field with the new label.");
    } else if (change == LabelChange.LIST_AND_ONE) {
      add(
          "field-label-compatible",
          isSeenInJson() ? Severity.ERROR : Severity.WARNING,
          Findings.LIKELY,
          old,
          now,
          labels
              + ": the same on the wire, where who expects one takes the last, but not in JSON and"
              + " generated code",
          "Add a new field with the new label.");
    } else if (change == LabelChange.PRESENCE_REMOVED
        && message.file().syntax().equals(nowMessage.file().syntax())) {
      add(
          "field-presence-removed",
          Severity.WARNING,
          Findings.LIKELY,
          old,
          now,
          labels + ": readers cannot tell any more whether it was set",
          "Keep it optional.");
    }
  }

  private void renamed(ProtoField old, ProtoField now) {
    boolean isSameJson = old.jsonName().equals(now.jsonName());
    add(
        "field-renamed",
        isSeenInJson() && !isSameJson ? Severity.ERROR : Severity.WARNING,
        Findings.LIKELY,
        old,
        now,
        "is called "
            + now.name()
            + " now: the same on the wire, but not in "
            + (isSameJson ? "generated code" : "JSON and generated code"),
        "Keep the name, or add a field and deprecate this one.");
  }

  private boolean isSeenInJson() {
    return message.file().isSeenInJson() || nowMessage.file().isSeenInJson();
  }

  private static TypeReference withoutKey(TypeReference type) {
    return new TypeReference(type.name(), type.kind(), "");
  }

  private void add(
      String rule,
      Severity severity,
      double confidence,
      ProtoField old,
      ProtoField now,
      String what,
      String mend) {
    findings.add(
        rule,
        severity,
        confidence,
        message.name() + "." + old.name(),
        "The field " + old.name() + " of " + message.name() + " " + what + ".",
        mend,
        Findings.head(now.spot()),
        Findings.field(message.name(), old.name()));
  }
}
