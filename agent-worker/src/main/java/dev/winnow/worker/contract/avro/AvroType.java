package dev.winnow.worker.contract.avro;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A type as a schema writes it. Named types stand in a table and are referred to by their names.
 */
sealed interface AvroType {
  /**
   * A type without a name of its own.
   *
   * @param logical what it means; empty if it means nothing else
   */
  record Primitive(String name, String logical) implements AvroType {}

  /** An array. */
  record Items(AvroType items) implements AvroType {}

  /** A map with text keys. */
  record Values(AvroType values) implements AvroType {}

  /** One of several. */
  record Union(List<AvroType> branches) implements AvroType {}

  /**
   * A type that has a name.
   *
   * @param name full name
   */
  record Reference(String name) implements AvroType {}

  /** What a name stands for. */
  sealed interface Named {
    String name();

    /** Full names that it had. */
    SortedSet<String> aliases();

    Spot spot();

    /** The name without its namespace. */
    default String simpleName() {
      return name().substring(name().lastIndexOf('.') + 1);
    }

    /** What it is, in the words of the specification. */
    String kind();
  }

  /** A record, or an error of a protocol. */
  record RecordType(
      String name, SortedSet<String> aliases, SortedMap<String, Field> fields, Spot spot)
      implements Named {
    @Override
    public String kind() {
      return "record";
    }
  }

  /** An enum. */
  record EnumType(
      String name,
      SortedSet<String> aliases,
      SortedSet<String> symbols,
      Optional<String> fallback,
      Spot spot)
      implements Named {
    @Override
    public String kind() {
      return "enum";
    }
  }

  /** A fixed number of bytes. */
  record FixedType(String name, SortedSet<String> aliases, long size, String logical, Spot spot)
      implements Named {
    @Override
    public String kind() {
      return "fixed";
    }
  }

  /**
   * A field of a record, or a parameter of a message.
   *
   * @param defaultValue empty if there is none
   */
  record Field(
      String name,
      SortedSet<String> aliases,
      AvroType type,
      Optional<Json> defaultValue,
      Spot spot) {}
}
