package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.RecordJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bodies of answers. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String WHOLE = "winnow.whole-body";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Answers() {}

  /** Answers with JSON. */
  static void send(Context http, JsonNode body) {
    send(http, bytes(body));
  }

  private static void send(Context http, byte[] body) {
    http.contentType("application/json");
    if (http.header("Accept-Encoding") == null) {
      // Nothing compresses it, so its length is known, and it need not be sent in chunks.
      http.attribute(WHOLE, body);
    } else {
      http.result(body);
    }
  }

  /** JSON as it is sent. */
  static byte[] bytes(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Answers with JSON that has a version, or with 304 and no body if the client has it already (RFC
   * 9110, sections 8.8.3 and 13.1.2).
   *
   * @param version says everything that the body depends on; visible ASCII without quotes
   */
  static void send(Context http, String version, Supplier<JsonNode> body) {
    sendBytes(http, version, () -> bytes(body.get()));
  }

  /** The same of a body that is there as bytes. */
  static void sendBytes(Context http, String version, Supplier<byte[]> body) {
    String tag = '"' + version + '"';
    http.header("ETag", tag).header("Cache-Control", "no-cache");
    if (isKnown(http, tag)) {
      http.status(304);
    } else {
      send(http, body.get());
    }
  }

  /**
   * Writes a body that nothing compresses in one piece; Javalin would copy it, 8 KiB at a time.
   * Comes after all that sets headers, for it sends them.
   */
  static void finish(Context http) {
    byte[] body = http.attribute(WHOLE);
    if (body == null || http.resultInputStream() != null) {
      return;
    }
    http.res().setContentLength(body.length);
    try {
      http.res().getOutputStream().write(body);
    } catch (IOException e) {
      LOG.debug("The client went before its answer. path={}", http.path(), e);
    }
  }

  /**
   * Whether the client says that it has something (RFC 9110, section 13.1.2). A weak tag counts as
   * well, as caches may weaken it.
   *
   * @param tag with its quotes
   */
  static boolean isKnown(Context http, String tag) {
    String tags = http.header("If-None-Match");
    if (tags == null) {
      return false;
    }
    return Arrays.stream(tags.split(","))
        .map(String::strip)
        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
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
