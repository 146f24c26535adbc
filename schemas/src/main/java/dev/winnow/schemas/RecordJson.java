package dev.winnow.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record as JSON for people and for HTTP: fields named as in the schema, times as ISO-8601
 * strings in UTC, decimals as plain numbers without trailing zeros, enums as strings, bytes in
 * Base64, an absent value as {@code null}.
 *
 * <p>This is not Avro's JSON encoding, which names the branch of a union and writes times as
 * numbers.
 */
public final class RecordJson {
  // Exact: the factory must not touch a decimal's scale, see decimal().
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private RecordJson() {}

  /**
   * Returns a record as JSON.
   *
   * @param value the record
   * @return an object node that shares nothing with the record
   */
  public static JsonNode of(SpecificRecord value) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : value.getSchema().getFields()) {
      object.set(field.name(), node(value.get(field.pos())));
    }
    return object;
  }

  /**
   * Reads a record back from what {@link #of} made of it. Fields that the record does not have are
   * passed over; one that is not there takes its default.
   *
   * @param json the record as JSON; numbers should have been read exactly
   * @param type the record's class; it holds no bytes, and no union of several types
   * @throws IllegalArgumentException if it is no such record; the message names the field
   */
  public static <T extends SpecificRecord> T read(JsonNode json, Class<T> type) {
    return type.cast(RecordFromJson.record(json, SpecificData.get().getSchema(type), ""));
  }

  private static JsonNode node(Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof SpecificRecord nested) {
      return of(nested);
    } else if (value instanceof Map<?, ?> map) {
      var object = NODES.objectNode();
      map.forEach((key, each) -> object.set(key.toString(), node(each)));
      return object;
    } else if (value instanceof Iterable<?> list) {
      var array = NODES.arrayNode();
      list.forEach(each -> array.add(node(each)));
      return array;
    } else if (value instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal(decimal));
    } else if (value instanceof Integer number) {
      return NODES.numberNode(number);
    } else if (value instanceof Long number) {
      return NODES.numberNode(number);
    } else if (value instanceof Double number) {
      return NODES.numberNode(number);
    } else if (value instanceof Float number) {
      return NODES.numberNode(number);
    } else if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    } else if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return NODES.binaryNode(copy);
    }
    // Strings, enums and instants: their text is what the reader wants.
    return NODES.textNode(value.toString());
  }

  /** Without trailing zeros, yet never with a negative scale, which would print as 1E+2. */
  private static BigDecimal decimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
