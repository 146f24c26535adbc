package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Dotted paths of the fields of a body: {@code items[].id}. A name with a point or a bracket in it
 * has no such path and is left out, with all that is under it.
 */
final class Fields {
  /** What stands for the items of an array. */
  static final String ITEMS = "[]";

  private static final int DEEPEST = 20;
  private static final int MOST = 2_000;

  private Fields() {}

  /** The path of a field of an object. */
  static String child(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** Whether a name can stand in a path. */
  static boolean isPlain(String name) {
    return !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf('[') < 0;
  }

  /**
   * The fields of a sample.
   *
   * @param open paths of objects whose names are data, not fields
   * @return empty if the sample has too many
   */
  static Optional<SortedSet<String>> of(JsonNode sample, Set<String> open) {
    SortedSet<String> fields = new TreeSet<>();
    return collect(sample, "", open, 0, fields) ? Optional.of(fields) : Optional.empty();
  }

  private static boolean collect(
      JsonNode value, String path, Set<String> open, int depth, SortedSet<String> fields) {
    if (depth > DEEPEST || fields.size() > MOST) {
      return false;
    }
    boolean whole = true;
    if (value.isArray()) {
      for (JsonNode item : value) {
        whole &= collect(item, path + ITEMS, open, depth + 1, fields);
      }
    } else if (value.isObject() && !open.contains(path)) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (isPlain(field.getKey())) {
          String name = child(path, field.getKey());
          fields.add(name);
          whole &= collect(field.getValue(), name, open, depth + 1, fields);
        }
      }
    }
    return whole;
  }
}
