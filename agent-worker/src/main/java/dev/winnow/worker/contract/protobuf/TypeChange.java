package dev.winnow.worker.contract.protobuf;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of bytes on the wire when the type of a field changes. */
enum TypeChange {
  SAME,
  /** The same encoding, and every old value has the same meaning. */
  WIDENED,
  /** The same encoding, but some values mean something else, or do not fit. */
  NARROWED,
  /** Another encoding or meaning. */
  INCOMPATIBLE;

  /** Encoded as a varint without zigzag, by the bits that it holds. */
  private static final Map<String, Integer> VARINTS =
      Map.of("bool", 1, "int32", 32, "uint32", 32, "int64", 64, "uint64", 64);

  private static final Map<String, Integer> ZIGZAGS = Map.of("sint32", 32, "sint64", 64);
  private static final Set<String> FIXED_32 = Set.of("fixed32", "sfixed32");
  private static final Set<String> FIXED_64 = Set.of("fixed64", "sfixed64");

  /** For two types that are no maps. */
  static TypeChange of(TypeReference old, TypeReference now) {
    boolean isSameKind = old.kind() == now.kind();
    if (isSameKind && old.name().equals(now.name())) {
      return SAME;
    }
    if (old.kind() == TypeReference.Kind.SCALAR && now.kind() == TypeReference.Kind.SCALAR) {
      return ofScalars(old.name(), now.name());
    }
    if (old.kind() == TypeReference.Kind.ENUM && now.kind() == TypeReference.Kind.SCALAR) {
      return bits(VARINTS, now).filter(bits -> bits > 1).isPresent() ? WIDENED : INCOMPATIBLE;
    }
    if (old.kind() == TypeReference.Kind.SCALAR && now.kind() == TypeReference.Kind.ENUM) {
      return bits(VARINTS, old).filter(bits -> bits == 32).isPresent()
          ? WIDENED
          : VARINTS.containsKey(old.name()) ? NARROWED : INCOMPATIBLE;
    }
    if (old.kind() == TypeReference.Kind.MESSAGE && now.name().equals("bytes")) {
      return WIDENED;
    }
    if (old.name().equals("bytes") && now.kind() == TypeReference.Kind.MESSAGE) {
      return NARROWED;
    }
    return INCOMPATIBLE;
  }

  private static TypeChange ofScalars(String old, String now) {
    if (VARINTS.containsKey(old) && VARINTS.containsKey(now)) {
      return VARINTS.get(now) >= VARINTS.get(old) ? WIDENED : NARROWED;
    }
    if (ZIGZAGS.containsKey(old) && ZIGZAGS.containsKey(now)) {
      return ZIGZAGS.get(now) >= ZIGZAGS.get(old) ? WIDENED : NARROWED;
    }
    if (FIXED_32.contains(old) && FIXED_32.contains(now)
        || FIXED_64.contains(old) && FIXED_64.contains(now)) {
      return WIDENED;
    }
    if (old.equals("string") && now.equals("bytes")) {
      return WIDENED;
    }
    return old.equals("bytes") && now.equals("string") ? NARROWED : INCOMPATIBLE;
  }

  private static Optional<Integer> bits(Map<String, Integer> group, TypeReference type) {
    return Optional.ofNullable(group.get(type.name()));
  }
}
