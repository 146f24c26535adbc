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

import dev.winnow.schemas.Severity;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Who goes on by the old version of a schema, and so what breaks it. */
public enum Flow {
  /**
   * The service reads it, others write it: requests. What was valid must stay valid. Read-only
   * properties do not count.
   */
  CONSUMED(
      Set.of(NARROWS, NARROWS_FORMAT),
      Set.of(NARROWS_WITH_DEFAULT, LOSES, LOSES_OPTIONAL, SHIFTS),
      "readOnly"),
  /**
   * As {@link #CONSUMED}, where values travel as text: parameters. Where any text is taken, a
   * number or boolean is.
   */
  CONSUMED_AS_TEXT(
      Set.of(NARROWS, NARROWS_FORMAT),
      Set.of(NARROWS_WITH_DEFAULT, LOSES, LOSES_OPTIONAL, SHIFTS),
      "readOnly"),
  /**
   * The service writes it, others read it: responses and events. What may come must have been
   * possible before, and what was declared must not vanish. Write-only properties do not count.
   * That objects may have more properties is no break: readers ignore what they do not know.
   */
  PRODUCED(Set.of(WIDENS, LOSES, LOSES_OPTIONAL), Set.of(WIDENS_MILDLY), "writeOnly"),
  /**
   * A schema that stands alone. What was valid must stay valid, and what was sure to be there must
   * not vanish. An optional property that is no longer declared, where undeclared ones are allowed,
   * breaks neither: old documents stay valid, and no reader could rely on it. That is a warning.
   */
  BOTH(
      Set.of(NARROWS, NARROWS_FORMAT, NARROWS_WITH_DEFAULT, LOSES),
      Set.of(WIDENS, LOSES_OPTIONAL, SHIFTS),
      ""),
  /**
   * As registries judge BACKWARD: the new version reads what the old one allowed. A property that
   * an open schema begins to declare is a break, since it may have been there with any value.
   */
  BACKWARD(Set.of(NARROWS, DECLARES), Set.of(NARROWS_FORMAT), ""),
  /** As registries judge FORWARD: the old version reads what the new one allows. */
  FORWARD(Set.of(WIDENS, WIDENS_MILDLY, UNDECLARES), Set.of(), ""),
  /** Both of these. */
  FULL(Set.of(NARROWS, DECLARES, WIDENS, WIDENS_MILDLY, UNDECLARES), Set.of(NARROWS_FORMAT), "");

  private final Set<Effect> errors;
  private final Set<Effect> warnings;
  private final String ignored;

  Flow(Set<Effect> errors, Set<Effect> warnings, String ignored) {
    this.errors = errors;
    this.warnings = warnings;
    this.ignored = ignored;
  }

  /** How bad effects are; empty if nobody is hit. */
  Optional<Severity> severity(Set<Effect> effects) {
    if (effects.stream().anyMatch(errors::contains)) {
      return Optional.of(Severity.ERROR);
    }
    return effects.stream().anyMatch(warnings::contains)
        ? Optional.of(Severity.WARNING)
        : Optional.empty();
  }

  /** Those of some effects that hit anybody. */
  Set<Effect> noticed(Set<Effect> effects) {
    Set<Effect> noticed = EnumSet.copyOf(effects);
    noticed.removeIf(effect -> !errors.contains(effect) && !warnings.contains(effect));
    return noticed;
  }

  /** Whether properties with this mark do not count. */
  boolean ignores(Shape property) {
    return !ignored.isEmpty() && property.isMarked(ignored);
  }
}
