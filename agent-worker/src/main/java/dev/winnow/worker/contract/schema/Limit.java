package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A lower or upper bound of numbers.
 *
 * @param value the bound
 * @param open whether the bound itself is out
 * @param lower whether it is a lower bound
 */
record Limit(BigDecimal value, boolean open, boolean lower) {
  /** The tighter of the two forms that one schema may have. */
  static Optional<Limit> read(JsonNode schema, boolean lower) {
    JsonNode closed = schema.path(lower ? "minimum" : "maximum");
    JsonNode open = schema.path(lower ? "exclusiveMinimum" : "exclusiveMaximum");
    Optional<Limit> limit = Optional.empty();
    if (closed.isNumber()) {
      limit =
          Optional.of(
              new Limit(closed.decimalValue(), open.asBoolean(false) && open.isBoolean(), lower));
    }
    if (open.isNumber()) {
      Limit other = new Limit(open.decimalValue(), true, lower);
      limit = Optional.of(limit.map(one -> one.tighter(other)).orElse(other));
    }
    return limit;
  }

  Limit tighter(Limit other) {
    return isWithin(other) ? this : other;
  }

  /** Whether all that this bound lets pass, the other lets pass as well. */
  boolean isWithin(Limit other) {
    int order = lower ? value.compareTo(other.value) : other.value.compareTo(value);
    return order > 0 || (order == 0 && (open || !other.open));
  }

  boolean allows(BigDecimal number) {
    int order = lower ? number.compareTo(value) : value.compareTo(number);
    return order > 0 || (order == 0 && !open);
  }

  /** The same bound for whole numbers. */
  Limit whole() {
    BigDecimal whole = value.setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR);
    if (open && whole.compareTo(value) == 0) {
      whole = lower ? whole.add(BigDecimal.ONE) : whole.subtract(BigDecimal.ONE);
    }
    return new Limit(whole, false, lower);
  }

  @Override
  public String toString() {
    return (open ? (lower ? "above " : "below ") : (lower ? "at least " : "at most "))
        + value.stripTrailingZeros().toPlainString();
  }
}
