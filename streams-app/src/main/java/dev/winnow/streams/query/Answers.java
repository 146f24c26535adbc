package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.RecordJson;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Bodies of answers. */
final class Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Answers() {}

  /** Answers with JSON. */
  static void send(Context http, JsonNode body) {
    http.contentType("application/json").result(body.toString());
  }

  /** Records as a list. */
  static ArrayNode array(List<? extends SpecificRecord> records) {
    ArrayNode array = JSON.arrayNode();
    records.forEach(record -> array.add(RecordJson.of(record)));
    return array;
  }

  /**
   * A page as an object: the items, and {@code next} unless it is the last page.
   *
   * @param list the list's name, which is that of the field as well
   */
  static <T> ObjectNode page(String list, Page<T> page, Function<T, JsonNode> item) {
    return page(list, list, page, item);
  }

  /**
   * The same for a list that can come in several orders.
   *
   * @param field the name of the field
   * @param list the list's name, another one for each order
   */
  static <T> ObjectNode page(String field, String list, Page<T> page, Function<T, JsonNode> item) {
    ObjectNode body = JSON.objectNode();
    ArrayNode items = body.putArray(field);
    page.items().forEach(each -> items.add(item.apply(each)));
    page.end().ifPresent(place -> body.put("next", Cursor.of(list, place)));
    return body;
  }
}
