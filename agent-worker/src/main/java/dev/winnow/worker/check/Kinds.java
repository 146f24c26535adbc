package dev.winnow.worker.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.winnow.schemas.ContractKind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells from a file's name and text what kind of contract it is. The patterns are possessive and
 * stay in their line at its start: a file of nothing but line breaks costs no more than others.
 */
final class Kinds {
  private static final Pattern OPENAPI =
      Pattern.compile(
          "^[ \\t]{0,8}+[\"']?(?:openapi|swagger)[\"']?\\s*+:\\s*+[\"']?[23]\\.",
          Pattern.MULTILINE);
  private static final Pattern ASYNCAPI =
      Pattern.compile(
          "^[ \\t]{0,8}+[\"']?asyncapi[\"']?\\s*+:\\s*+[\"']?[23]\\.", Pattern.MULTILINE);
  private static final Pattern JSON_SCHEMA =
      Pattern.compile("\\$schema[\"']?\\s*+:\\s*+[\"']?https?://json-schema\\.org/");
  private static final Pattern GRAPHQL_TYPE =
      Pattern.compile(
          "^[ \\t]*+(?:extend\\s++)?(?:type|interface|union|enum|input|scalar|schema|directive)\\b",
          Pattern.MULTILINE);

  private static final Pattern SCHEMA_URI = Pattern.compile("https?://json-schema\\.org/");
  private static final JsonFactory JSON = new JsonFactory();

  private Kinds() {}

  /** Whether a file can be a contract at all: only then is it read. */
  static boolean isCandidate(String path) {
    return extension(path).matches("ya?ml|json|avsc|avpr|avdl|proto|graphqls?|gqls?");
  }

  /** The kind of a file; empty if it is no contract. */
  static Optional<ContractKind> of(String path, String text) {
    String extension = extension(path);
    if (extension.startsWith("av")) {
      return Optional.of(ContractKind.AVRO);
    }
    if (extension.equals("proto")) {
      return Optional.of(ContractKind.PROTOBUF);
    }
    if (extension.startsWith("g")) {
      // Queries that a client sends have the same extension.
      return GRAPHQL_TYPE.matcher(text).find()
          ? Optional.of(ContractKind.GRAPHQL)
          : Optional.empty();
    }
    if (isOneLine(text)) {
      return ofOneLine(path, text);
    }
    if (OPENAPI.matcher(text).find()) {
      return Optional.of(ContractKind.OPENAPI);
    }
    if (ASYNCAPI.matcher(text).find()) {
      return Optional.of(ContractKind.ASYNCAPI);
    }
    return isNamedSchema(path) || JSON_SCHEMA.matcher(text).find()
        ? Optional.of(ContractKind.JSON_SCHEMA)
        : Optional.empty();
  }

  /** JSON without line breaks has its keys anywhere; those of its root tell the kind. */
  private static Optional<ContractKind> ofOneLine(String path, String text) {
    boolean isSchema = isNamedSchema(path);
    try (JsonParser json = JSON.createParser(text)) {
      boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
      for (String name = isObject ? json.nextFieldName() : null;
          name != null;
          name = json.nextFieldName()) {
        String value = json.nextTextValue();
        if (value == null) {
          json.skipChildren();
        } else if (name.equals("openapi") || name.equals("swagger")) {
          return Optional.of(ContractKind.OPENAPI);
        } else if (name.equals("asyncapi")) {
          return Optional.of(ContractKind.ASYNCAPI);
        }
        isSchema |=
            name.equals("$schema") && value != null && SCHEMA_URI.matcher(value).lookingAt();
      }
    } catch (IOException e) {
      // What does not parse is told where the contract is read.
      return isSchema ? Optional.of(ContractKind.JSON_SCHEMA) : Optional.empty();
    }
    return isSchema ? Optional.of(ContractKind.JSON_SCHEMA) : Optional.empty();
  }

  private static boolean isNamedSchema(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".schema.json");
  }

  private static boolean isOneLine(String text) {
    return text.strip().indexOf('\n') < 0;
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
