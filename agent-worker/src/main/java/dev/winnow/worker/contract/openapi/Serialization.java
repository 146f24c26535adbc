package dev.winnow.worker.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a parameter is spelled in a request, after the tables of styles in the specification. Equal
 * for parameters of which every value is spelled alike.
 */
final class Serialization {
  private static final Set<String> PLAIN_TYPES =
      Set.of("string", "number", "integer", "boolean", "null");
  private static final String EXPLODED = "*";

  private Serialization() {}

  /** What values look like, as far as styles treat them differently. */
  enum Shape {
    PLAIN,
    ARRAY,
    OBJECT,
    UNKNOWN
  }

  static Shape shape(Parameter parameter, Documents documents) {
    Optional<Node> schema = parameter.schema().flatMap(documents::resolve);
    if (schema.isEmpty()) {
      return Shape.UNKNOWN;
    }
    JsonNode value = schema.get().value();
    Set<String> types = new TreeSet<>();
    if (value.path("type").isTextual()) {
      types.add(value.path("type").asText());
    }
    value.path("type").forEach(type -> types.add(type.asText()));
    if (!types.isEmpty() && PLAIN_TYPES.containsAll(types)) {
      return Shape.PLAIN;
    }
    types.remove("null");
    if (types.equals(Set.of("array"))) {
      return Shape.ARRAY;
    }
    return types.equals(Set.of("object")) ? Shape.OBJECT : Shape.UNKNOWN;
  }

  /** How values of a shape are spelled. */
  static String spelling(Parameter parameter, Shape shape) {
    String style = parameter.style();
    boolean delimited = style.equals("spaceDelimited") || style.equals("pipeDelimited");
    switch (shape) {
      case PLAIN:
        return parameter.location() == Parameter.Location.PATH ? style : "plain";
      case ARRAY:
        if (style.equals("simple")) {
          return style;
        }
        return delimited && parameter.explode()
            ? "form" + EXPLODED
            : style + (parameter.explode() ? EXPLODED : "");
      default:
        return style.equals("deepObject") ? style : style + (parameter.explode() ? EXPLODED : "");
    }
  }
}
