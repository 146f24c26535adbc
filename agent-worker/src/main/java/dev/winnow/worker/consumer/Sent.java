package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a use sends; what is empty is not known.
 *
 * @param query names of the parameters in the query
 * @param headers names of headers, in lower case
 * @param contentType of the body, without parameters, in lower case
 * @param fields dotted paths of the fields in the body
 * @param sample a body as it is sent
 */
public record Sent(
    Optional<Names> query,
    Optional<Names> headers,
    Optional<String> contentType,
    Optional<Names> fields,
    Optional<JsonNode> sample) {
  /** Nothing is known of what is sent. */
  static final Sent UNKNOWN =
      new Sent(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
