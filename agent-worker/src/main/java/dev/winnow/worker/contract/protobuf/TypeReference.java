package dev.winnow.worker.contract.protobuf;

import java.util.Set;

/**
 * The type of a field or of what a method takes and gives.
 *
 * @param name full name without a leading dot, a scalar's name, or what is written if it is unknown
 * @param kind what it is
 * @param key scalar of the keys if it is a map, and then the name is that of the values; else empty
 */
record TypeReference(String name, Kind kind, String key) {
  private static final Set<String> LENGTH_DELIMITED = Set.of("string", "bytes");

  /** What a name stands for. */
  enum Kind {
    SCALAR,
    MESSAGE,
    ENUM,
    /** Defined in a file that is not in the tree. */
    UNKNOWN,
    /** A message that is delimited by tags, written with {@code group} or by a feature. */
    GROUP
  }

  boolean isMap() {
    return !key.isEmpty();
  }

  /**
   * Whether one value and a list of one are the same bytes. They are for what has its length or its
   * end on the wire; lists of numbers and enums may be packed, and what is not known may be either.
   */
  boolean isSameAloneAndInList() {
    return !isMap() && (kind == Kind.SCALAR ? LENGTH_DELIMITED.contains(name) : kind != Kind.ENUM);
  }

  @Override
  public String toString() {
    return isMap() ? "map<" + key + ", " + name + ">" : name;
  }
}
