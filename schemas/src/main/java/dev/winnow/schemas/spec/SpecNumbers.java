package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Keeps numbers to a size that arithmetic on them stays cheap: 1e999999999 is a short text. */
final class SpecNumbers {

  static final int LONGEST = 64;
  private static final int LARGEST_EXPONENT = 400;

  private SpecNumbers() {}

  static boolean isTooLong(String digits) {
    return digits.length() > LONGEST;
  }

  static boolean isTooLarge(BigDecimal number) {
    return Math.abs((long) number.scale()) > LARGEST_EXPONENT;
  }

  static void check(JsonNode tree) throws UnreadableSpecException {
    if (tree.isBigDecimal() && isTooLarge(tree.decimalValue())) {
      throw refusal("document");
    }
    for (JsonNode child : tree) {
      check(child);
    }
  }

  static UnreadableSpecException refusal(String field) {
    return new UnreadableSpecException(
        field, "holds a number of extreme size", "quote it if it is a text; else write it shorter");
  }
}
