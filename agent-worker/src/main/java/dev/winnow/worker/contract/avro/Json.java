package dev.winnow.worker.contract.avro;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JSON value that knows its place.
 *
 * @param value a {@code Map<String, Json>} in the order of the text, a {@code List<Json>}, a
 *     String, a BigDecimal, a Boolean, or null
 * @param line from 1
 * @param column from 1
 */
record Json(Object value, int line, int column) {
  /** Beyond this a number is compared as it is written: its plain form could fill the memory. */
  private static final int LONGEST_NUMBER = 100;

  boolean isObject() {
    return value instanceof Map;
  }

  boolean isArray() {
    return value instanceof List;
  }

  boolean isText() {
    return value instanceof String;
  }

  boolean isNull() {
    return value == null;
  }

  /** A member of an object; empty if it is none or has no such member. */
  Optional<Json> get(String name) {
    return value instanceof Map<?, ?> map
        ? Optional.ofNullable((Json) map.get(name))
        : Optional.empty();
  }

  /** A text member of an object; empty if there is no such. */
  Optional<String> text(String name) {
    return get(name).filter(Json::isText).map(json -> (String) json.value);
  }

  @SuppressWarnings("unchecked")
  Map<String, Json> members() {
    return value instanceof Map ? (Map<String, Json>) value : Map.of();
  }

  @SuppressWarnings("unchecked")
  List<Json> elements() {
    return value instanceof List ? (List<Json>) value : List.of();
  }

  /** One text for all ways to write a value. */
  String canonical() {
    if (isObject()) {
      return new TreeMap<>(members())
          .entrySet().stream()
              .map(member -> quoted(member.getKey()) + ": " + member.getValue().canonical())
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (isArray()) {
      return elements().stream().map(Json::canonical).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof BigDecimal number) {
      return number(number);
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String number(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    boolean isShort =
        number.precision() <= LONGEST_NUMBER && Math.abs((long) number.scale()) <= LONGEST_NUMBER;
    return isShort ? number.stripTrailingZeros().toPlainString() : number.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
