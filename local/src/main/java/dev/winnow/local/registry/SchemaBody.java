package dev.winnow.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** The schema in a request's body. */
sealed interface SchemaBody {
  /** A schema that can be registered. */
  record Valid(Schema schema) implements SchemaBody {}

  /** None, and why. */
  record Invalid(String message) implements SchemaBody {}

  /**
   * Reads a body.
   *
   * @param body such as {@code {"schema": "{\"type\": ...}"}}
   */
  static SchemaBody read(JsonNode body) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      return new Invalid("schemaType is %s; this registry keeps AVRO only".formatted(type));
    }
    if (!body.path("references").isEmpty()) {
      return new Invalid("references are not supported; put the whole schema into schema");
    }
    if (!body.path("schema").isTextual()) {
      return new Invalid("schema is missing; it is the Avro schema as a string");
    }
    try {
      Schema schema = new Schema.Parser().parse(body.path("schema").textValue());
      // Avro leaves names that it does not know for later; read again, they are missed now.
      String text = new Schema.Parser().parse(schema.toString()).toString();
      return StandardCharsets.UTF_8.newEncoder().canEncode(text)
          ? new Valid(schema)
          : new Invalid("schema has half a character (a surrogate without the other)");
    } catch (RuntimeException e) {
      // Avro throws whatever it runs into: an order or a size that is none is no Avro exception.
      return new Invalid("schema is not valid Avro: " + e.getMessage());
    }
  }
}
