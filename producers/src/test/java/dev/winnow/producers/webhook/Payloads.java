package dev.winnow.producers.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Small payloads, with the fields that matter and one that does not. */
final class Payloads {
  static final String HEAD = "1".repeat(40);
  static final String BASE = "2".repeat(40);
  static final String BEFORE = "3".repeat(40);

  private static final String REPOSITORY =
      """
      {"id": 42, "full_name": "Acme/Shop", "clone_url": "https://github.com/Acme/Shop.git",
       "html_url": "https://github.com/Acme/Shop", "default_branch": "main",
       "pushed_at": 1557933657, "topics": [{"deep": [1, 2]}]}
      """;

  private Payloads() {}

  static ObjectNode pullRequest(String action) {
    return tree(
        """
        {"action": "%s", "number": 7, "repository": %s, "installation": {"id": 99},
         "pull_request": {"state": "open", "merged": false, "updated_at": "2019-05-15T15:20:33Z",
           "head": {"sha": "%s", "ref": "feature"}, "base": {"sha": "%s", "ref": "main"}}}
        """
            .formatted(action, REPOSITORY, HEAD, BASE));
  }

  static ObjectNode push() {
    return tree(
        """
        {"ref": "refs/heads/main", "before": "%s", "after": "%s", "deleted": false,
         "head_commit": {"timestamp": "2019-05-15T17:19:25.5+02:00"}, "repository": %s}
        """
            .formatted(BEFORE, HEAD, REPOSITORY));
  }

  /** A payload with one field changed; {@code null} takes it away, and text is JSON. */
  static ObjectNode with(ObjectNode payload, String path, String json) {
    String[] names = path.split("\\.");
    ObjectNode parent = payload;
    for (int i = 0; i < names.length - 1; i++) {
      parent = (ObjectNode) parent.get(names[i]);
    }
    if (json == null) {
      parent.remove(names[names.length - 1]);
    } else {
      parent.set(names[names.length - 1], read(json));
    }
    return payload;
  }

  static Payload parsed(JsonNode payload) {
    byte[] bytes = bytes(payload.toString());
    return Payload.parse(bytes, bytes.length);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) read(json);
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
