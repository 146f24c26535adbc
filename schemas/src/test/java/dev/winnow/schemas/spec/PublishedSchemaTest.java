package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an editor relies on. */
class PublishedSchemaTest {

  private static final JsonNode SCHEMA = read();

  @Test
  void shouldDescribeEveryPropertyWhenEditorAsks() {
    for (Map.Entry<String, JsonNode> property : properties(SCHEMA, "")) {
      assertThat(property.getValue().fieldNames())
          .toIterable()
          .as(property.getKey())
          .contains("title", "description", "examples", "x-mend");
    }
  }

  @Test
  void shouldRefuseUnknownPropertiesWhenObjectHasNamedOnes() {
    for (Map.Entry<String, JsonNode> property : properties(SCHEMA, "")) {
      if (property.getValue().has("properties")) {
        assertThat(property.getValue().path("additionalProperties").isBoolean())
            .as(property.getKey())
            .isTrue();
      }
    }
    assertThat(SCHEMA.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void shouldAcceptItsOwnExamplesWhenValidated() {
    for (Map.Entry<String, JsonNode> property : properties(SCHEMA, "")) {
      var schema =
          SchemaRegistry.withDialect(Dialects.getDraft202012())
              .getSchema(property.getValue().toString(), InputFormat.JSON);
      for (JsonNode example : property.getValue().path("examples")) {
        assertThat(schema.validate(example)).as(property.getKey() + " " + example).isEmpty();
      }
    }
  }

  private static List<Map.Entry<String, JsonNode>> properties(JsonNode schema, String path) {
    List<Map.Entry<String, JsonNode>> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      add(property.getValue(), path + "/" + property.getKey(), found);
    }
    if (schema.path("items").isObject()) {
      add(schema.path("items"), path + "/*", found);
    }
    if (schema.path("additionalProperties").isObject()) {
      add(schema.path("additionalProperties"), path + "/*", found);
    }
    return found;
  }

  private static void add(JsonNode schema, String path, List<Map.Entry<String, JsonNode>> found) {
    found.add(Map.entry(path, schema));
    found.addAll(properties(schema, path));
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(TaskSpec.jsonSchema());
    } catch (com.fasterxml.jackson.core.JsonProcessingException bad) {
      throw new IllegalStateException(bad);
    }
  }
}
