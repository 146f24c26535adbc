package dev.winnow.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of a case under the names that suites give them. */
final class CaseFields {
  static final List<String> NAME = List.of("name", "id", "case", "title");
  static final List<String> KIND =
      List.of("kind", "contractkind", "contracttype", "type", "format", "spec");
  static final List<String> BEFORE =
      List.of("before", "old", "base", "beforefile", "beforepath", "beforefiles", "original");
  static final List<String> AFTER =
      List.of("after", "new", "head", "afterfile", "afterpath", "afterfiles", "revision");
  static final List<String> BREAKING =
      List.of("breaking", "isbreaking", "breaks", "label", "expected", "verdict");
  static final List<String> DISPUTED = List.of("disputed", "isdisputed");
  static final List<String> WHY = List.of("why", "reason", "description", "note", "notes");
  static final List<String> MAIN = List.of("main", "entry", "root");

  private static final Map<String, Boolean> LABELS =
      Map.ofEntries(
          Map.entry("true", true),
          Map.entry("yes", true),
          Map.entry("y", true),
          Map.entry("1", true),
          Map.entry("breaking", true),
          Map.entry("break", true),
          Map.entry("breaks", true),
          Map.entry("incompatible", true),
          Map.entry("false", false),
          Map.entry("no", false),
          Map.entry("n", false),
          Map.entry("0", false),
          Map.entry("nonbreaking", false),
          Map.entry("notbreaking", false),
          Map.entry("compatible", false),
          Map.entry("harmless", false),
          Map.entry("safe", false),
          Map.entry("none", false));

  private CaseFields() {}

  /**
   * The first of these fields that the case has. Case, dashes and underscores in its own names do
   * not count.
   */
  static Optional<JsonNode> find(JsonNode node, List<String> names) {
    for (String name : names) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (plain(field.getKey()).equals(name) && !field.getValue().isNull()) {
          return Optional.of(field.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether it looks like a case at all, be it a bad one. */
  static boolean isCase(JsonNode node) {
    return node.isObject()
        && Stream.of(BREAKING, BEFORE, AFTER).anyMatch(names -> find(node, names).isPresent());
  }

  /** A label, if it is one. */
  static Optional<Boolean> label(JsonNode value) {
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    return value.isValueNode()
        ? Optional.ofNullable(LABELS.get(plain(value.asText())))
        : Optional.empty();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
