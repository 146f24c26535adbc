package dev.winnow.worker.contract.avro;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The branches of a union by what they are found by. */
final class UnionIndex {
  private final AvroSchema schema;
  private final Map<String, AvroType> branches = new HashMap<>();

  /** An index of a union, or of a type that is taken for a union of itself. */
  UnionIndex(AvroSchema schema, AvroType type) {
    this.schema = schema;
    if (type instanceof AvroType.Union union) {
      union.branches().forEach(this::add);
    } else {
      add(type);
    }
  }

  private void add(AvroType branch) {
    branches.putIfAbsent(key(branch), branch);
    Optional<AvroType.Named> named = schema.named(branch);
    if (named.isPresent()) {
      branches.putIfAbsent(simpleKey(named.get()), branch);
      for (String alias : named.get().aliases()) {
        branches.putIfAbsent("name " + alias, branch);
      }
    }
  }

  boolean hasPrimitive(String name) {
    return branches.containsKey(name);
  }

  /** The branch that is meant to take values of a type of the other version: of the same name. */
  Optional<AvroType> find(AvroSchema other, AvroType type) {
    AvroType found = branches.get(key(type));
    Optional<AvroType.Named> named = other.named(type);
    if (found == null && named.isPresent()) {
      found = branches.get(simpleKey(named.get()));
      for (String alias : named.get().aliases()) {
        found = found == null ? branches.get("name " + alias) : found;
      }
    }
    return Optional.ofNullable(found);
  }

  /** What a union may have once only: each named type, and one of each kind of all others. */
  static String key(AvroType type) {
    if (type instanceof AvroType.Primitive primitive) {
      return primitive.name();
    }
    if (type instanceof AvroType.Items) {
      return "array";
    }
    if (type instanceof AvroType.Values) {
      return "map";
    }
    return type instanceof AvroType.Reference reference ? "name " + reference.name() : "union";
  }

  private static String simpleKey(AvroType.Named named) {
    return named.kind() + " " + named.simpleName();
  }
}
