package dev.winnow.worker.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for all schemas. */
class SchemaProperties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = new JsonMapper();

  @Property(tries = 300)
  void shouldFindNothingWhenNothingChanged(
      @ForAll("schemas") JsonNode schema, @ForAll Flow flow, @ForAll Dialect dialect)
      throws Exception {
    assertThat(compare(schema, schema, flow, dialect)).isEmpty();
  }

  @Property(tries = 300)
  void shouldFindNothingWhenKeysAreReordered(@ForAll("schemas") JsonNode schema, @ForAll Flow flow)
      throws Exception {
    assertThat(compare(schema, reversed(schema), flow, Dialect.DRAFT_2020_12)).isEmpty();
  }

  @Property(tries = 300)
  void shouldFindNothingWhenPartsBecomeReferences(
      @ForAll("schemas") JsonNode schema, @ForAll Flow flow, @ForAll Dialect dialect)
      throws Exception {
    ObjectNode definitions = NODES.objectNode();
    JsonNode extracted = extracted(schema, definitions);
    ObjectNode referring = NODES.objectNode().set("allOf", NODES.arrayNode().add(extracted));
    referring.set("$defs", definitions);

    assertThat(compare(schema, referring, flow, dialect)).isEmpty();
    assertThat(compare(referring, schema, flow, dialect)).isEmpty();
  }

  /** A value that narrows one way widens the other way. */
  @Property(tries = 500)
  void shouldBreakReadersOfTheOldWhenTheReverseBreaksWriters(
      @ForAll("schemas") JsonNode one, @ForAll("schemas") JsonNode other) throws Exception {
    boolean backward = breaks(one, other, Flow.BACKWARD);
    boolean forward = breaks(other, one, Flow.FORWARD);

    // Formats and defaults count less in one direction; these schemas have none.
    assertThat(forward).isEqualTo(backward);
  }

  /** As most changes are: one part is another, and the rest stays. */
  @Property(tries = 500)
  void shouldBreakReadersOfTheOldWhenTheReverseOfASmallChangeBreaksWriters(
      @ForAll("schemas") JsonNode one,
      @ForAll("parts") JsonNode part,
      @ForAll @IntRange(max = 9) int place)
      throws Exception {
    JsonNode other = replaced(one, new AtomicInteger(place), part);

    assertThat(breaks(other, one, Flow.FORWARD)).isEqualTo(breaks(one, other, Flow.BACKWARD));
    assertThat(breaks(one, other, Flow.FORWARD)).isEqualTo(breaks(other, one, Flow.BACKWARD));
  }

  /** A schema with another part in place of one of its own, which are counted from the outside. */
  private static JsonNode replaced(JsonNode schema, AtomicInteger before, JsonNode part) {
    if (before.getAndDecrement() == 0) {
      return part;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode copy = schema.deepCopy();
    for (String keyword : List.of("items", "additionalProperties")) {
      if (schema.has(keyword)) {
        copy.set(keyword, replaced(schema.get(keyword), before, part));
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      ((ObjectNode) copy.get("properties"))
          .set(property.getKey(), replaced(property.getValue(), before, part));
    }
    for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
      for (int i = 0; i < schema.path(keyword).size(); i++) {
        ((ArrayNode) copy.get(keyword)).set(i, replaced(schema.get(keyword).get(i), before, part));
      }
    }
    return copy;
  }

  private static boolean breaks(JsonNode before, JsonNode after, Flow flow) throws Exception {
    return compare(before, after, flow, Dialect.DRAFT_2020_12).stream()
        .anyMatch(change -> change.severity() == Severity.ERROR);
  }

  private static List<SchemaChange> compare(
      JsonNode before, JsonNode after, Flow flow, Dialect dialect) throws Exception {
    return SchemaComparisonTest.compare(
        JSON.writeValueAsString(before), JSON.writeValueAsString(after), flow, dialect);
  }

  private static JsonNode reversed(JsonNode node) {
    if (node.isObject()) {
      List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(node.properties());
      Collections.reverse(entries);
      ObjectNode object = NODES.objectNode();
      entries.forEach(entry -> object.set(entry.getKey(), reversed(entry.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      for (int i = node.size() - 1; i >= 0; i--) {
        array.add(reversed(node.get(i)));
      }
      return array;
    }
    return node;
  }

  /** Moves every schema of a property into a definition of its own. */
  private static JsonNode extracted(JsonNode schema, ObjectNode definitions) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode copy = NODES.objectNode();
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      if (entry.getKey().equals("properties")) {
        ObjectNode properties = copy.putObject("properties");
        for (Map.Entry<String, JsonNode> property : entry.getValue().properties()) {
          String name = "d" + definitions.size();
          definitions.putNull(name);
          definitions.set(name, extracted(property.getValue(), definitions));
          properties.putObject(property.getKey()).put("$ref", "#/$defs/" + name);
        }
      } else {
        copy.set(entry.getKey(), entry.getValue());
      }
    }
    return copy;
  }

  @Provide
  Arbitrary<JsonNode> schemas() {
    return schemas(3);
  }

  @Provide
  Arbitrary<JsonNode> parts() {
    return schemas(1);
  }

  private Arbitrary<JsonNode> schemas(int depth) {
    Arbitrary<JsonNode> plain =
        Arbitraries.of(
                "{\"type\":\"string\"}",
                "{\"type\":\"string\",\"maxLength\":5}",
                "{\"type\":\"string\",\"minLength\":2,\"pattern\":\"^[a-c]+$\"}",
                "{\"type\":[\"string\",\"null\"]}",
                "{\"type\":\"integer\",\"minimum\":3}",
                "{\"type\":\"number\",\"exclusiveMaximum\":7,\"multipleOf\":0.5}",
                "{\"type\":\"boolean\"}",
                "{\"type\":\"null\"}",
                "{\"enum\":[\"a\",\"b\"]}",
                "{\"enum\":[\"a\",1,null]}",
                "{\"const\":\"a\"}",
                "{}",
                "true",
                "false",
                "{\"type\":[\"integer\",\"string\"]}")
            .map(SchemaProperties::read);
    if (depth == 0) {
      return plain;
    }
    Arbitrary<JsonNode> inner = schemas(depth - 1);
    Arbitrary<JsonNode> arrays =
        inner.map(
            items -> {
              ObjectNode array = NODES.objectNode().put("type", "array");
              array.set("items", items);
              return array;
            });
    Arbitrary<JsonNode> choices =
        inner
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .flatMap(
                branches ->
                    Arbitraries.of("oneOf", "anyOf", "allOf")
                        .map(
                            kind ->
                                NODES.objectNode().set(kind, NODES.arrayNode().addAll(branches))));
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(Arbitraries.of("a", "b", "c"), inner)
            .ofMaxSize(3)
            .flatMap(
                properties ->
                    Arbitraries.subsetOf("a", "b", "c")
                        .flatMap(
                            required ->
                                Arbitraries.of("", "false", "true", "{\"type\":\"string\"}")
                                    .map(others -> object(properties, required, others))));
    return Arbitraries.oneOf(plain, arrays, choices, objects, objects);
  }

  private static JsonNode object(
      Map<String, JsonNode> properties, Iterable<String> required, String others) {
    ObjectNode object = NODES.objectNode().put("type", "object");
    object.set("properties", NODES.objectNode().setAll(properties));
    ArrayNode names = object.putArray("required");
    required.forEach(names::add);
    if (!others.isEmpty()) {
      object.set("additionalProperties", read(others));
    }
    return object;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (java.io.IOException bad) {
      throw new java.io.UncheckedIOException(bad);
    }
  }
}
