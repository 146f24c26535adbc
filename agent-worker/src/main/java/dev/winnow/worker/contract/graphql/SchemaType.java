package dev.winnow.worker.contract.graphql;

import graphql.language.Type;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A type of a schema with all that its extensions add; filled while the files are read. */
final class SchemaType {
  /** What a type is; the words are those of messages. */
  enum Kind {
    OBJECT("object"),
    INTERFACE("interface"),
    UNION("union"),
    ENUM("enum"),
    INPUT("input"),
    SCALAR("scalar");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * A field of an object or interface.
   *
   * @param arguments by name
   */
  record Field(Type<?> type, SortedMap<String, Input> arguments, Spot spot) {}

  /**
   * An argument, or a field of an input type.
   *
   * @param defaultValue written in one way for equal values; null if there is none
   */
  record Input(Type<?> type, String defaultValue, Spot spot) {
    /** Whether who calls has to give it. */
    boolean required() {
      return TypeReferences.isNonNull(type) && defaultValue == null;
    }
  }

  private final String name;
  private final Kind kind;
  private final SortedMap<String, Field> fields = new TreeMap<>();
  private final SortedMap<String, Input> inputs = new TreeMap<>();
  private final SortedMap<String, Spot> values = new TreeMap<>();
  private final SortedMap<String, Spot> members = new TreeMap<>();
  private final SortedMap<String, Spot> interfaces = new TreeMap<>();
  private Spot spot;
  private boolean oneOf;

  SchemaType(String name, Kind kind, Spot spot) {
    this.name = name;
    this.kind = kind;
    this.spot = spot;
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  /** Where it is defined, or first extended if it is not. */
  Spot spot() {
    return spot;
  }

  void definedAt(Spot definition) {
    spot = definition;
  }

  /** Whether exactly one field of an input type has to be given. */
  boolean oneOf() {
    return oneOf;
  }

  void markOneOf() {
    oneOf = true;
  }

  SortedMap<String, Field> fields() {
    return fields;
  }

  SortedMap<String, Input> inputs() {
    return inputs;
  }

  /** Values of an enum. */
  SortedMap<String, Spot> values() {
    return values;
  }

  /** Members of a union. */
  SortedMap<String, Spot> members() {
    return members;
  }

  Map<String, Spot> interfaces() {
    return interfaces;
  }
}
