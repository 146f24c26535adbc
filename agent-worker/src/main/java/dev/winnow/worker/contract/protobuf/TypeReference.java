package dev.winnow.worker.contract.protobuf;

/**
 * The type of a field or of what a method takes and gives.
 *
 * @param name full name without a leading dot, a scalar's name, or what is written if it is unknown
 * @param kind what it is
 * @param key scalar of the keys if it is a map, and then the name is that of the values; else empty
 */
record TypeReference(String name, Kind kind, String key) {
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

  @Override
  public String toString() {
    return isMap() ? "map<" + key + ", " + name + ">" : name;
  }
}
