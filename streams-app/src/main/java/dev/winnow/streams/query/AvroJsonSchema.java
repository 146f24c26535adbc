package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What {@link dev.winnow.schemas.RecordJson} makes of records, as JSON Schema (draft 2020-12): each
 * field is there, absent values are null. Records and enums become definitions of their own, by
 * their names without namespace. Fields that are not named may come, for a newer server may send
 * them.
 */
final class AvroJsonSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String REFERENCE = "#/components/schemas/";

  private final ObjectNode definitions;

  /**
   * @param definitions where records and enums are put, {@code components.schemas} of an OpenAPI
   *     document; what is there already is not touched
   */
  AvroJsonSchema(ObjectNode definitions) {
    this.definitions = definitions;
  }

  /**
   * The schema of values of an Avro schema; adds what it refers to.
   *
   * @throws IllegalArgumentException if the JSON of such values is not known
   */
  ObjectNode of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical != null) {
      return logical(logical);
    }
    return switch (schema.getType()) {
      case RECORD, ENUM -> named(schema);
      case UNION -> union(schema.getTypes());
      case ARRAY -> type("array").set("items", of(schema.getElementType()));
      case MAP -> type("object").set("additionalProperties", of(schema.getValueType()));
      case STRING -> type("string");
      case INT -> type("integer").put("format", "int32");
      case LONG -> type("integer").put("format", "int64");
      case FLOAT -> type("number").put("format", "float");
      case DOUBLE -> type("number").put("format", "double");
      case BOOLEAN -> type("boolean");
      case NULL -> type("null");
      case BYTES -> type("string").put("contentEncoding", "base64");
      default -> throw unknown(schema.getType().getName());
    };
  }

  private static ObjectNode logical(LogicalType type) {
    if (type instanceof LogicalTypes.Decimal) {
      return type("number");
    }
    return switch (type.getName()) {
      case "timestamp-millis" -> type("string").put("format", "date-time");
      case "date" -> type("string").put("format", "date");
      default -> throw unknown(type.getName());
    };
  }

  /** A reference to a definition, which is added if it is not there. */
  private ObjectNode named(Schema schema) {
    String name = schema.getName();
    if (!definitions.has(name)) {
      ObjectNode definition = type(schema.getType() == Schema.Type.ENUM ? "string" : "object");
      // Before its fields are looked at, which may be of the same record.
      definitions.set(name, definition);
      describe(definition, schema.getDoc());
      if (schema.getType() == Schema.Type.ENUM) {
        schema.getEnumSymbols().forEach(definition.putArray("enum")::add);
      } else {
        addFields(definition, schema.getFields());
      }
    }
    return reference(name);
  }

  private void addFields(ObjectNode definition, List<Schema.Field> fields) {
    ArrayNode required = definition.putArray("required");
    ObjectNode properties = definition.putObject("properties");
    for (Schema.Field field : fields) {
      required.add(field.name());
      ObjectNode property = of(field.schema());
      describe(property, field.doc());
      properties.set(field.name(), property);
    }
  }

  private ObjectNode union(List<Schema> types) {
    List<ObjectNode> branches = types.stream().map(this::of).toList();
    List<ObjectNode> values =
        branches.stream().filter(each -> !each.path("type").asText().equals("null")).toList();
    if (values.size() == 1 && values.get(0).has("type")) {
      // The short form, which generators know best.
      ObjectNode value = values.get(0).deepCopy();
      JsonNode type = value.get("type");
      value.putArray("type").add(type).add("null");
      return value;
    }
    ObjectNode any = JSON.objectNode();
    branches.forEach(any.putArray("anyOf")::add);
    return any;
  }

  private static void describe(ObjectNode schema, String words) {
    if (words != null && !words.isEmpty()) {
      schema.put("description", words);
    }
  }

  private static ObjectNode reference(String name) {
    return JSON.objectNode().put("$ref", REFERENCE + name);
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put("type", name);
  }

  private static IllegalArgumentException unknown(String type) {
    return new IllegalArgumentException("no JSON is known of the Avro type " + type);
  }
}
