package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;

/** A list whose items are in all partitions. */
interface Listing<V> {
  /** Its name, which is that of the field of its answers as well. */
  String name();

  /** Its order, of items as they are sent. */
  Comparator<JsonNode> order();

  /** An item's place in it. */
  String place(JsonNode item);

  /**
   * The page that a request asks for, of these partitions alone.
   *
   * @param partitions what can be read of each
   */
  Page<JsonNode> read(Context http, List<V> partitions);
}
