package dev.winnow.worker.contract.protobuf;

import java.util.Map;

/**
 * A field.
 *
 * @param type resolved, without the label
 * @param oneof the oneof that it is in; empty if in none
 * @param jsonName its name in JSON: what is written, or what follows from its name
 * @param hasJsonName whether the name in JSON is written
 * @param defaultValue empty if there is none
 * @param options those that are known to matter, by name
 */
record ProtoField(
    String name,
    int number,
    Label label,
    TypeReference type,
    String oneof,
    String jsonName,
    boolean hasJsonName,
    String defaultValue,
    Map<String, String> options,
    Spot spot) {
  /** How often a field comes, and whether it is known to have come. */
  enum Label {
    /** At most once; not told from its default. */
    IMPLICIT("without presence"),
    /** At most once, and it is known whether it came. */
    OPTIONAL("optional"),
    REQUIRED("required"),
    REPEATED("repeated");

    private final String word;

    Label(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  boolean inOneof() {
    return !oneof.isEmpty();
  }

  boolean isRepeated() {
    return label == Label.REPEATED;
  }
}
