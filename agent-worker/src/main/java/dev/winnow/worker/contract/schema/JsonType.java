package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Kinds of values that have none in common: a number is an integer or has a fraction. */
enum JsonType {
  NULL,
  BOOLEAN,
  OBJECT,
  ARRAY,
  STRING,
  INTEGER,
  FRACTION;

  /** What is a text where it stands in an address or a header. */
  static final Set<JsonType> WRITTEN_AS_TEXT =
      Collections.unmodifiableSet(EnumSet.of(BOOLEAN, INTEGER, FRACTION));

  static Set<JsonType> all() {
    return EnumSet.allOf(JsonType.class);
  }

  /** What {@code type} allows; all kinds if it is none that is known. */
  static Set<JsonType> read(JsonNode type) {
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    if (type.isTextual()) {
      types.addAll(named(type.textValue()));
    }
    for (JsonNode name : type) {
      types.addAll(name.isTextual() ? named(name.textValue()) : all());
    }
    return types.isEmpty() ? all() : types;
  }

  private static Set<JsonType> named(String name) {
    switch (name) {
      case "null":
        return EnumSet.of(NULL);
      case "boolean":
        return EnumSet.of(BOOLEAN);
      case "object":
        return EnumSet.of(OBJECT);
      case "array":
        return EnumSet.of(ARRAY);
      case "string":
        return EnumSet.of(STRING);
      case "integer":
        return EnumSet.of(INTEGER);
      case "number":
        return EnumSet.of(INTEGER, FRACTION);
      default:
        return all();
    }
  }

  /** The kind of a value. */
  static JsonType of(JsonNode value) {
    switch (value.getNodeType()) {
      case BOOLEAN:
        return BOOLEAN;
      case OBJECT:
        return OBJECT;
      case ARRAY:
        return ARRAY;
      case NUMBER:
        return value.decimalValue().stripTrailingZeros().scale() <= 0 ? INTEGER : FRACTION;
      case STRING:
        return STRING;
      default:
        return NULL;
    }
  }

  /** As a person would write it: {@code string or null}. */
  static String describe(Set<JsonType> types) {
    if (types.containsAll(all())) {
      return "any type";
    }
    StringJoiner names = new StringJoiner(" or ");
    for (JsonType type : types) {
      if (type == FRACTION) {
        names.add("number");
      } else if (type != INTEGER || !types.contains(FRACTION)) {
        names.add(type.name().toLowerCase(Locale.ROOT));
      }
    }
    return names.length() == 0 ? "nothing" : names.toString();
  }
}
