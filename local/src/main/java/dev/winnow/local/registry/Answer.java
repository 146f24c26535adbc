package dev.winnow.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What the registry says to a request.
 *
 * @param status HTTP status
 * @param body body as JSON
 */
record Answer(int status, JsonNode body) {
  static Answer ok(JsonNode body) {
    return new Answer(200, body);
  }

  /**
   * Says no.
   *
   * @param code an HTTP status, or one with two digits more, as Confluent's API numbers its errors
   * @param message why, and what to do about it
   */
  static Answer error(int code, String message) {
    return new Answer(
        code > 999 ? code / 100 : code,
        JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
  }
}
