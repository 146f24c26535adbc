package dev.winnow.worker.contract.avro;

import java.util.Map;
import java.util.Set;

/** What primitive types may be read as, by the rules of schema resolution. */
final class Promotions {
  private static final Map<String, Set<String>> READ_AS =
      Map.of(
          "int", Set.of("long", "float", "double"),
          "long", Set.of("float", "double"),
          "float", Set.of("double"),
          "string", Set.of("bytes"),
          "bytes", Set.of("string"));

  private Promotions() {}

  /** Whether values of one type can be read as another; not whether they are the same. */
  static boolean canRead(AvroType written, AvroType reader) {
    return written instanceof AvroType.Primitive from
        && reader instanceof AvroType.Primitive to
        && READ_AS.getOrDefault(from.name(), Set.of()).contains(to.name());
  }

  /** Whether values of a type can be read as one of the branches. */
  static boolean canRead(AvroType written, UnionIndex readers) {
    return written instanceof AvroType.Primitive from
        && READ_AS.getOrDefault(from.name(), Set.of()).stream().anyMatch(readers::hasPrimitive);
  }
}
