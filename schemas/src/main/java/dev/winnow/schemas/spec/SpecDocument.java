package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The text of a spec, read.
 *
 * @param tree its values
 * @param lines the line, from 1, on which each field starts; empty for JSON
 */
record SpecDocument(JsonNode tree, Map<Field, Integer> lines) {

  /**
   * The end of a message that says where a field is, such as {@code (line 7)}; empty if unknown.
   */
  String where(Field field) {
    Integer line = lines.get(field);
    return line == null ? "" : " (line " + line + ")";
  }
}
