package dev.winnow.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Reads a record back from what {@link RecordJson} made of it. */
final class RecordFromJson {
  private RecordFromJson() {}

  static SpecificRecord record(JsonNode node, Schema schema, String path) {
    require(node.isObject(), path, "an object");
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      String at = path.isEmpty() ? field.name() : path + "." + field.name();
      JsonNode value = node.get(field.name());
      record.put(
          field.pos(), value == null ? missing(field, at) : value(value, field.schema(), at));
    }
    return record;
  }

  /** Whoever wrote the JSON did not know the field yet. */
  private static Object missing(Schema.Field field, String path) {
    try {
      return SpecificData.get().getDefaultValue(field);
    } catch (AvroRuntimeException e) {
      throw bad(path, "is missing", e);
    }
  }

  private static Object value(JsonNode node, Schema schema, String path) {
    if (schema.getLogicalType() != null && schema.getType() != Schema.Type.UNION) {
      return logical(node, schema.getLogicalType(), path);
    }
    switch (schema.getType()) {
      case UNION:
        return optional(node, schema, path);
      case RECORD:
        return record(node, schema, path);
      case ARRAY:
        require(node.isArray(), path, "a list");
        List<Object> list = new ArrayList<>();
        node.forEach(
            each -> list.add(value(each, schema.getElementType(), path + "[" + list.size() + "]")));
        return list;
      case MAP:
        require(node.isObject(), path, "an object");
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties()
            .forEach(
                each ->
                    map.put(
                        each.getKey(),
                        value(each.getValue(), schema.getValueType(), path + "." + each.getKey())));
        return map;
      case ENUM:
        require(schema.hasEnumSymbol(node.asText()), path, "one of " + schema.getEnumSymbols());
        return SpecificData.get().createEnum(node.asText(), schema);
      case STRING:
        require(node.isTextual(), path, "a text");
        return node.textValue();
      case INT:
        require(node.canConvertToInt() && node.isIntegralNumber(), path, "a whole number");
        return node.intValue();
      case LONG:
        require(node.canConvertToLong() && node.isIntegralNumber(), path, "a whole number");
        return node.longValue();
      case DOUBLE:
        require(node.isNumber(), path, "a number");
        return node.doubleValue();
      case BOOLEAN:
        require(node.isBoolean(), path, "a boolean");
        return node.booleanValue();
      default:
        throw bad(path, "has the type " + schema.getType() + ", which is not read", null);
    }
  }

  private static Object optional(JsonNode node, Schema union, String path) {
    if (node.isNull()) {
      require(union.isNullable(), path, "a value");
      return null;
    }
    List<Schema> others =
        union.getTypes().stream().filter(each -> each.getType() != Schema.Type.NULL).toList();
    // JSON does not say which of several it is.
    require(others.size() == 1, path, "of one type");
    return value(node, others.get(0), path);
  }

  private static Object logical(JsonNode node, LogicalType type, String path) {
    if (type instanceof LogicalTypes.Decimal decimal) {
      require(node.isNumber(), path, "a number");
      BigDecimal number = node.decimalValue();
      require(
          number.stripTrailingZeros().scale() <= decimal.getScale(),
          path,
          "a number of at most " + decimal.getScale() + " decimals");
      return number.setScale(decimal.getScale(), RoundingMode.UNNECESSARY);
    }
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeException e) {
      throw bad(path, "must be a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static void require(boolean isRight, String path, String what) {
    if (!isRight) {
      throw bad(path, "must be " + what, null);
    }
  }

  private static IllegalArgumentException bad(String path, String why, Throwable cause) {
    return new IllegalArgumentException((path.isEmpty() ? "record" : path) + " " + why, cause);
  }
}
