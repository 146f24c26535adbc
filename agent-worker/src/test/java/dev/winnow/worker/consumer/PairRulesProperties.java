package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PairRulesProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode schema(Random random, int depth) {
    ObjectNode schema = JSON.createObjectNode();
    switch (depth > 3 ? random.nextInt(3) : random.nextInt(6)) {
      case 0 -> schema.put("type", "integer");
      case 1 -> schema.put("type", "string").putArray("enum").add("a").add("b");
      case 2 -> schema.put("type", "boolean").put("nullable", true);
      case 3 -> schema.put("type", "array").set("items", schema(random, depth + 1));
      case 4 -> {
        ArrayNode all = schema.putArray("allOf");
        all.add(object(random, depth + 1)).add(object(random, depth + 1));
      }
      default -> schema = object(random, depth);
    }
    return schema;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      // The depth in the name keeps branches of allOf from naming one property twice.
      String name = "p" + depth + random.nextInt(1_000_000);
      properties.set(name, schema(random, depth + 1));
      if (random.nextBoolean()) {
        required.add(name);
      }
    }
    return schema;
  }

  private static JsonNode sample(JsonNode schema, Random random) {
    if (schema.has("allOf")) {
      ObjectNode merged = JSON.createObjectNode();
      schema.get("allOf").forEach(branch -> merged.setAll((ObjectNode) sample(branch, random)));
      return merged;
    }
    return switch (schema.path("type").asText()) {
      case "integer" -> JSON.getNodeFactory().numberNode(random.nextInt(100));
      case "string" -> schema.get("enum").get(random.nextInt(2));
      case "boolean" ->
          random.nextBoolean()
              ? JSON.getNodeFactory().nullNode()
              : JSON.getNodeFactory().booleanNode(true);
      case "array" -> JSON.createArrayNode().add(sample(schema.get("items"), random));
      default -> {
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
          boolean required =
              schema.get("required").toString().contains('"' + property.getKey() + '"');
          if (required || random.nextBoolean()) {
            object.set(property.getKey(), sample(property.getValue(), random));
          }
        }
        yield object;
      }
    };
  }

  @Property(tries = 200)
  void shouldNotMismatchAPactThatIsMadeOfTheContract(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode request = object(random, 0);
    ObjectNode response = schema(random, 0);
    String spec =
        """
        {"openapi": "3.0.3", "info": {"title": "orders", "version": "1"}, "paths": {"/a/{id}": {"put": {
          "requestBody": {"content": {"application/json": {"schema": %s}}},
          "responses": {"200": {"description": "x", "content": {"application/json": {"schema": %s}}}}}}}}
        """
            .formatted(request, response);
    String interaction =
        """
        {"description": "x", "request": {"method": "PUT", "path": "/a/1",
          "headers": {"Content-Type": "application/json"}, "body": %s},
         "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": %s}}
        """
            .formatted(sample(request, random), sample(response, random));

    List<Mismatch> found =
        new PairRules(Shop.providers(spec))
            .check(Shop.uses("pacts/a.json", Shop.pact(interaction)));

    assertThat(found).isEmpty();
  }
}
