package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Equality of JSON values as JSON Schema has it: 1 and 1.0 are equal, the order of keys is not. */
final class Values {
  private static final int LONGEST_SHOWN = 60;

  private Values() {}

  /** Equal for equal values, and only for these. */
  static String key(JsonNode value) {
    StringBuilder key = new StringBuilder();
    append(value, key);
    return key.toString();
  }

  private static void append(JsonNode value, StringBuilder key) {
    if (value.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      key.append('{');
      sorted.forEach(
          (name, inner) -> {
            key.append(name.length()).append(':').append(name).append('=');
            append(inner, key);
          });
      key.append('}');
    } else if (value.isArray()) {
      key.append('[');
      for (JsonNode item : value) {
        append(item, key);
        key.append(',');
      }
      key.append(']');
    } else if (value.isNumber()) {
      key.append(value.decimalValue().stripTrailingZeros());
    } else if (value.isTextual()) {
      key.append('"').append(value.textValue().length()).append(':').append(value.textValue());
    } else {
      key.append(value.asText());
    }
  }

  /** Short enough for a message. */
  static String show(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
