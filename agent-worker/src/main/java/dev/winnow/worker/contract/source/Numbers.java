package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers of a size that arithmetic on them stays cheap. Larger ones become texts: {@code
 * 1e999999999} is short to write and long to compute with, and no contract needs it.
 */
final class Numbers {
  private static final int LONGEST = 400;
  private static final int LARGEST_EXPONENT = 400;
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private Numbers() {}

  /**
   * @throws NumberFormatException if the text is no decimal number
   */
  static JsonNode read(String text, boolean whole) {
    if (text.length() > LONGEST) {
      return NODES.textNode(text);
    }
    if (whole) {
      return NODES.numberNode(new BigInteger(text));
    }
    BigDecimal number = new BigDecimal(text);
    return Math.abs((long) number.scale()) > LARGEST_EXPONENT
        ? NODES.textNode(text)
        : NODES.numberNode(number);
  }
}
