package dev.winnow.producers.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The fields of a payload that mean something here. All others are passed over as they are read: a
 * payload of 25 MB would be ten times that as a tree.
 */
final class Payload {
  // Names are not remembered between payloads: who sends them makes them up.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Fields that are kept. A path is the names from the root, with dots between them. */
  private static final Set<String> KEPT =
      Set.of(
          "action",
          "number",
          "before",
          "after",
          "ref",
          "deleted",
          "changes.base",
          "changes.owner.from.organization.login",
          "changes.owner.from.user.login",
          "changes.repository.name.from",
          "head_commit.timestamp",
          "installation.id",
          "pull_request.base.ref",
          "pull_request.base.sha",
          "pull_request.head.ref",
          "pull_request.head.sha",
          "pull_request.merged",
          "pull_request.state",
          "pull_request.updated_at",
          "repository.clone_url",
          "repository.default_branch",
          "repository.full_name",
          "repository.html_url",
          "repository.id",
          "repository.private",
          "repository.pushed_at");

  private static final Set<String> PARENTS =
      KEPT.stream()
          .flatMap(
              path ->
                  IntStream.range(0, path.length())
                      .filter(i -> path.charAt(i) == '.')
                      .mapToObj(i -> path.substring(0, i)))
          .collect(Collectors.toUnmodifiableSet());

  // Longer than any name or URL that GitHub allows, and short enough for a small record.
  private static final int LONGEST_TEXT = 1_000;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final Map<String, JsonNode> fields = new HashMap<>();

  private Payload() {}

  /**
   * Reads a payload.
   *
   * @param json the text; only the first {@code length} bytes count
   * @throws Refusal if it is no JSON object
   */
  static Payload parse(byte[] json, int length) {
    Payload payload = new Payload();
    try (JsonParser parser = JSON.createParser(json, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.invalid("the payload is no JSON object");
      }
      payload.read(parser, "");
      if (parser.nextToken() != null) {
        throw Refusal.invalid("the payload has something after its JSON object");
      }
      return payload;
    } catch (IOException bad) {
      throw Refusal.invalid("the payload is no JSON object");
    }
  }

  private void read(JsonParser parser, String prefix) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String path = prefix + name;
      JsonToken token = parser.nextToken();
      if (KEPT.contains(path)) {
        fields.put(path, value(parser, token));
      } else if (token == JsonToken.START_OBJECT && PARENTS.contains(path)) {
        // As deep as the longest of the kept paths, and no deeper.
        read(parser, path + ".");
      } else {
        parser.skipChildren();
      }
    }
  }

  private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING:
        return NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT:
        return NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_TRUE:
      case VALUE_FALSE:
        return NODES.booleanNode(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL:
        return MissingNode.getInstance();
      default:
        // An object that only has to be there, or something of the wrong type.
        parser.skipChildren();
        return NODES.objectNode();
    }
  }

  /** Whether a field is there and is not null. */
  boolean has(String path) {
    return !field(path).isMissingNode();
  }

  /** A text, which must not be empty. */
  String text(String path) {
    String text = required(path, JsonNode::isTextual, "a text").textValue();
    if (text.isBlank()) {
      throw Refusal.invalid(path + " is empty");
    }
    return text;
  }

  /** A text where there is one. */
  Optional<String> optionalText(String path) {
    return has(path) ? Optional.of(text(path)) : Optional.empty();
  }

  /** A text of a certain form; {@code wanted} says what that is. */
  String text(String path, Pattern form, String wanted) {
    String text = text(path);
    if (!form.matcher(text).matches()) {
      throw Refusal.invalid(path + " is not " + wanted);
    }
    return text;
  }

  /** The id of a commit: 40 hexadecimal digits. */
  String commit(String path) {
    return text(path, COMMIT, "a commit id of 40 hexadecimal digits");
  }

  /** A whole number from 1. */
  long number(String path, long most) {
    JsonNode number = required(path, JsonNode::isIntegralNumber, "a whole number");
    if (!number.canConvertToLong() || number.longValue() < 1 || number.longValue() > most) {
      throw Refusal.invalid(path + " is not between 1 and " + most);
    }
    return number.longValue();
  }

  /** Whether a field is true; one that is not there is not. */
  boolean isTrue(String path) {
    return has(path) && required(path, JsonNode::isBoolean, "true or false").booleanValue();
  }

  /** A time: ISO-8601 with an offset, or seconds since the epoch. */
  Instant time(String path) {
    JsonNode time = required(path, each -> true, "");
    try {
      // Avro holds milliseconds, in as many bits as a long.
      return time.isIntegralNumber()
          ? Instant.ofEpochSecond(number(path, Integer.MAX_VALUE * 4L))
          : Instant.ofEpochMilli(OffsetDateTime.parse(text(path)).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException bad) {
      throw Refusal.invalid(path + " is not a time in ISO-8601 or in seconds since 1970");
    }
  }

  private JsonNode required(String path, Predicate<JsonNode> type, String wanted) {
    JsonNode field = field(path);
    if (field.isMissingNode()) {
      throw Refusal.invalid(path + " is missing");
    }
    if (!type.test(field)) {
      throw Refusal.invalid(path + " is not " + wanted);
    }
    if (field.isTextual() && field.textValue().length() > LONGEST_TEXT) {
      throw Refusal.invalid(path + " is longer than " + LONGEST_TEXT + " characters");
    }
    return field;
  }

  private JsonNode field(String path) {
    return fields.getOrDefault(path, MissingNode.getInstance());
  }
}
