package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the sample of a request fits a schema: required properties, JSON types, values that are
 * listed, and properties that are shut out. What a schema says in other ways is not judged.
 */
final class Samples {
  private static final int DEEPEST = 40;
  private static final int MOST_STEPS = 50_000;
  private static final int LONGEST_VALUE = 40;

  private final Documents documents;
  private final boolean nullableKeyword;
  private int steps;

  /**
   * @param documents where references lead
   * @param nullableKeyword whether {@code nullable} is what allows null, as in OpenAPI 3.0
   */
  Samples(Documents documents, boolean nullableKeyword) {
    this.documents = documents;
    this.nullableKeyword = nullableKeyword;
  }

  /**
   * A reason why a sample does not fit.
   *
   * @param path dotted path in the sample; empty for the sample itself
   * @param what what is wrong, to be read after the path
   */
  record Misfit(String path, String what) {}

  /** The first reason in the order of the schema; empty if it fits, or if that cannot be known. */
  Optional<Misfit> misfit(JsonNode sample, Node schema) {
    steps = 0;
    return misfit(sample, schema, "", 0);
  }

  private Optional<Misfit> misfit(JsonNode sample, Node schema, String path, int depth) {
    Optional<Node> resolved = documents.resolve(schema);
    if (resolved.isEmpty()
        || depth > DEEPEST
        || ++steps > MOST_STEPS
        || !resolved.get().value().isObject()) {
      return Optional.empty();
    }
    Node node = resolved.get();
    JsonNode value = node.value();
    if (sample.isNull() && nullableKeyword && value.path("nullable").asBoolean(false)) {
      return Optional.empty();
    }
    return type(sample, value, path)
        .or(() -> listed(sample, value, path))
        .or(() -> branches(sample, node, path, depth))
        .or(() -> sample.isObject() ? object(sample, node, path, depth) : Optional.empty())
        .or(() -> sample.isArray() ? array(sample, node, path, depth) : Optional.empty());
  }

  private static Optional<Misfit> type(JsonNode sample, JsonNode schema, String path) {
    List<String> types = new ArrayList<>();
    JsonNode written = schema.path("type");
    if (written.isTextual()) {
      types.add(written.textValue());
    }
    written.forEach(one -> types.add(one.asText()));
    if (types.isEmpty() || types.stream().anyMatch(type -> isOf(sample, type))) {
      return Optional.empty();
    }
    return Optional.of(
        new Misfit(
            path,
            "is " + typeOf(sample) + " where the contract has " + String.join(" or ", types)));
  }

  private static boolean isOf(JsonNode sample, String type) {
    return switch (type) {
      case "object" -> sample.isObject();
      case "array" -> sample.isArray();
      case "string" -> sample.isTextual();
      case "boolean" -> sample.isBoolean();
      case "number" -> sample.isNumber();
      case "integer" ->
          sample.isIntegralNumber()
              || (sample.isNumber() && sample.doubleValue() == Math.rint(sample.doubleValue()));
      case "null" -> sample.isNull();
      default -> true;
    };
  }

  private static String typeOf(JsonNode sample) {
    return switch (sample.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> sample.isIntegralNumber() ? "integer" : "number";
      default -> "null";
    };
  }

  private static Optional<Misfit> listed(JsonNode sample, JsonNode schema, String path) {
    List<JsonNode> values = new ArrayList<>();
    if (schema.path("enum").isArray()) {
      schema.path("enum").forEach(values::add);
    } else if (schema.has("const")) {
      values.add(schema.get("const"));
    } else {
      return Optional.empty();
    }
    boolean isListed = values.stream().anyMatch(value -> equal(value, sample));
    return isListed
        ? Optional.empty()
        : Optional.of(
            new Misfit(path, "is " + shown(sample) + ", which the contract does not list"));
  }

  private static boolean equal(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other)
            // YAML reads an unquoted 1 or true as such; contracts mean the text.
            || (one.isValueNode() && other.isTextual() && one.asText().equals(other.textValue()));
  }

  private static String shown(JsonNode sample) {
    String text = sample.toString();
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  private Optional<Misfit> branches(JsonNode sample, Node node, String path, int depth) {
    Node all = node.child("allOf");
    for (int i = 0; i < all.value().size(); i++) {
      Optional<Misfit> misfit = misfit(sample, all.child(i), path, depth + 1);
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    return any(sample, node.child("oneOf"), path, depth)
        .or(() -> any(sample, node.child("anyOf"), path, depth));
  }

  private Optional<Misfit> any(JsonNode sample, Node branches, String path, int depth) {
    int size = branches.value().size();
    if (!branches.value().isArray() || size == 0) {
      return Optional.empty();
    }
    Optional<Misfit> only = Optional.empty();
    for (int i = 0; i < size; i++) {
      only = misfit(sample, branches.child(i), path, depth + 1);
      if (only.isEmpty()) {
        return Optional.empty();
      }
    }
    return size == 1
        ? only
        : Optional.of(new Misfit(path, "fits none of the " + size + " kinds in the contract"));
  }

  private Optional<Misfit> object(JsonNode sample, Node node, String path, int depth) {
    JsonNode properties = node.value().path("properties");
    for (JsonNode required : node.value().path("required")) {
      String name = required.asText();
      if (!sample.has(name) && !isReadOnly(node.child("properties").child(name))) {
        return Optional.of(new Misfit(Fields.child(path, name), "is required and not sent"));
      }
    }
    JsonNode additional = node.value().path("additionalProperties");
    boolean closed = Schemas.isFalse(additional) && !node.value().has("patternProperties");
    for (Map.Entry<String, JsonNode> field : sample.properties()) {
      String name = field.getKey();
      String child = Fields.child(path, name);
      Optional<Misfit> misfit = Optional.empty();
      if (properties.has(name)) {
        misfit = misfit(field.getValue(), node.child("properties").child(name), child, depth + 1);
      } else if (closed) {
        misfit = Optional.of(new Misfit(child, "is sent and the contract shuts it out"));
      } else if (additional.isObject() && !node.value().has("patternProperties")) {
        misfit = misfit(field.getValue(), node.child("additionalProperties"), child, depth + 1);
      }
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    return Optional.empty();
  }

  private boolean isReadOnly(Node property) {
    return documents
        .resolve(property)
        .filter(node -> node.value().path("readOnly").asBoolean(false))
        .isPresent();
  }

  private Optional<Misfit> array(JsonNode sample, Node node, String path, int depth) {
    if (node.value().has("prefixItems") || !node.value().path("items").isObject()) {
      return Optional.empty();
    }
    for (JsonNode item : sample) {
      Optional<Misfit> misfit = misfit(item, node.child("items"), path + Fields.ITEMS, depth + 1);
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    return Optional.empty();
  }
}
