package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the description of the API says, held against requests and answers. It is read strictly: a
 * field that no schema names is a mistake.
 */
final class DescribedApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document = OpenApi.load().document().deepCopy();
  private final List<Operation> operations = new ArrayList<>();

  DescribedApi() {
    close((ObjectNode) document.at("/components/schemas"));
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each ->
                            operations.add(
                                new Operation(path.getKey(), each.getKey(), each.getValue()))));
  }

  /** An operation as it is described. */
  record Operation(String path, String method, JsonNode described) {
    /** Method and path as the server names a route. */
    String route() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    /** The word of the scope that it needs. */
    String scope() {
      JsonNode security = described.path("security");
      return security.isEmpty() ? "open" : security.at("/0/bearer/0").asText();
    }

    @Override
    public String toString() {
      return route();
    }
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    return operations;
  }

  /** The parameters of an operation. */
  List<JsonNode> parameters(Operation operation) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.described().path("parameters").forEach(each -> parameters.add(resolve(each)));
    return parameters;
  }

  /** What is referred to, or the node itself if it refers to nothing. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /**
   * What of an answer is not as it is described; empty if all is.
   *
   * @param type the media type, empty if there is none
   */
  List<String> problems(Operation operation, int status, String type, String body) {
    JsonNode response =
        resolve(operation.described().path("responses").path(Integer.toString(status)));
    if (response.isMissingNode()) {
      return List.of("status " + status + " is not described");
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return body.isEmpty() ? List.of() : List.of("a body is not described");
    }
    String essence = type.replaceFirst(";.*", "");
    if (!content.has(essence)) {
      return List.of("the media type '" + type + "' is not described");
    }
    return essence.endsWith("json")
        ? problems(content.at("/" + escaped(essence)), body)
        : List.of();
  }

  /** What is wrong with JSON by a schema of the document. */
  List<String> problemsOf(String schema, String body) {
    ObjectNode described = JSON.createObjectNode();
    described.putObject("schema").put("$ref", "#/components/schemas/" + schema);
    return problems(described, body);
  }

  private List<String> problems(JsonNode described, String body) {
    ObjectNode schema = described.path("schema").deepCopy();
    schema.set("components", document.path("components"));
    try {
      return SchemaRegistry.withDialect(Dialects.getDraft202012())
          .getSchema(schema)
          .validate(
              JSON.readTree(body),
              context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .stream()
          .map(Object::toString)
          .toList();
    } catch (IOException e) {
      return List.of("the body is no JSON: " + e.getMessage());
    }
  }

  private static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  /** Lets objects have no fields but those that are named. */
  private static void close(ObjectNode schemas) {
    Set<String> extended = new HashSet<>();
    schemas.forEach(
        schema ->
            schema
                .path("allOf")
                .forEach(part -> extended.add(part.path("$ref").asText().replaceFirst(".*/", ""))));
    schemas
        .properties()
        .forEach(
            each -> {
              if (each.getValue().has("allOf")) {
                ((ObjectNode) each.getValue()).put("unevaluatedProperties", false);
              } else if (each.getValue().has("properties") && !extended.contains(each.getKey())) {
                ((ObjectNode) each.getValue()).put("additionalProperties", false);
              }
            });
  }
}
