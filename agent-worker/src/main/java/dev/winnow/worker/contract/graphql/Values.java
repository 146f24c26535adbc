package dev.winnow.worker.contract.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Values as text, one text for all ways to write a value. */
final class Values {
  /** Beyond this a number is compared as it is written: its plain form could fill the memory. */
  private static final int LONGEST_NUMBER = 100;

  private Values() {}

  static String canonical(Value<?> value) {
    if (value instanceof IntValue number) {
      return number(new BigDecimal(number.getValue()));
    }
    if (value instanceof FloatValue number) {
      return number(number.getValue());
    }
    if (value instanceof StringValue text) {
      return '"' + text.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    if (value instanceof BooleanValue truth) {
      return String.valueOf(truth.isValue());
    }
    if (value instanceof EnumValue symbol) {
      return symbol.getName();
    }
    if (value instanceof ArrayValue list) {
      return list.getValues().stream()
          .map(Values::canonical)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof ObjectValue object) {
      return object.getObjectFields().stream()
          .map(field -> field.getName() + ": " + canonical(field.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return "null";
  }

  private static String number(BigDecimal number) {
    boolean isShort =
        number.precision() <= LONGEST_NUMBER && Math.abs((long) number.scale()) <= LONGEST_NUMBER;
    return isShort && number.signum() != 0
        ? number.stripTrailingZeros().toPlainString()
        : number.signum() == 0 ? "0" : number.toString();
  }
}
