package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads commands and values of a spec as texts, the spec's folder filled in. */
final class SpecTexts {
  private final SpecPaths paths;
  private final List<Problem> problems;

  /**
   * @param problems where a folder is told that the spec has not
   */
  SpecTexts(SpecPaths paths, List<Problem> problems) {
    this.paths = paths;
    this.problems = problems;
  }

  /** Program and arguments; empty if there are none. */
  List<String> command(JsonNode node, Field field) {
    List<String> command = new ArrayList<>();
    for (JsonNode word : node) {
      command.add(paths.text(word.textValue(), field.then(command.size()), problems));
    }
    return command;
  }

  /** Environment variables, in the order in which they are written. */
  Map<String, String> environment(JsonNode node, Field field) {
    Map<String, String> environment = new LinkedHashMap<>();
    plain(node)
        .forEach(
            (name, value) -> environment.put(name, paths.text(value, field.then(name), problems)));
    return environment;
  }

  /** Names with values, as they are written. */
  static Map<String, String> plain(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
    return texts;
  }

  /** A value as text; a number keeps its decimals as written, and never has an exponent. */
  static String text(JsonNode value) {
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }
}
