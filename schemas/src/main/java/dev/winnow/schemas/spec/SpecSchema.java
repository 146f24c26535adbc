package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published JSON Schema of a spec. Besides checking, it is the one place of the words that tell
 * what belongs into a field: each property carries them as {@code x-mend}.
 */
final class SpecSchema {

  static final String TEXT = load();

  private static final Schema SCHEMA =
      SchemaRegistry.withDialect(
              Dialect.builder(Dialects.getDraft202012())
                  .keyword(new NonValidationKeyword("x-mend"))
                  .build())
          .getSchema(TEXT, InputFormat.JSON);
  private static final JsonNode ROOT = SCHEMA.getSchemaNode();
  private static final int LONGEST_QUOTE = 60;

  private SpecSchema() {}

  /** Problems of structure, one a field, in the validator's order; as many as anybody reads. */
  static List<Problem> check(SpecDocument document) {
    Map<Field, Problem> problems = new LinkedHashMap<>();
    for (Error error : SCHEMA.validate(document.tree())) {
      if (problems.size() >= ProblemList.MOST) {
        break;
      }
      Field field = field(error);
      Problem problem =
          new Problem(field.toString(), message(error) + document.where(field), mend(error, field));
      problems.putIfAbsent(field, problem);
    }
    return new ArrayList<>(problems.values());
  }

  /** What belongs into a field, in plain words. */
  static String mend(Field field) {
    JsonNode found = ROOT;
    for (Object step : field.steps()) {
      JsonNode inner =
          step instanceof Integer
              ? found.path("items")
              : found.path("properties").path(step.toString());
      found = inner.isMissingNode() ? found.path("additionalProperties") : inner;
    }
    return found.path("x-mend").asText("see docs/task-spec.md");
  }

  private static Field field(Error error) {
    NodePath path = error.getInstanceLocation();
    Field field = Field.ROOT;
    for (int step = 0; step < path.getNameCount(); step++) {
      field = field.then(path.getElement(step));
    }
    if (isAlternative(error)) {
      return field.then("variants");
    }
    return error.getProperty() == null ? field : field.then(error.getProperty());
  }

  /** Whether it is one of the branches of the one choice there is: variants, or a grid. */
  private static boolean isAlternative(Error error) {
    return error.getEvaluationPath().toString().contains("/anyOf/");
  }

  private static String message(Error error) {
    if (isAlternative(error)) {
      return "is missing, and so is grid";
    }
    JsonNode value = error.getInstanceNode();
    JsonNode limit = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> "is missing";
      case "additionalProperties" -> "is not known here";
      case "type" -> "is " + kind(value) + " and must be " + kinds(limit);
      case "const", "enum", "not", "pattern" -> "cannot be " + quote(value);
      case "propertyNames" -> "is not a name that is allowed here";
      case "minimum" -> "is " + quote(value) + " and must be at least " + limit.asText();
      case "exclusiveMinimum" -> "is " + quote(value) + " and must be above " + limit.asText();
      case "maximum" -> "is " + quote(value) + " and must be at most " + limit.asText();
      case "exclusiveMaximum" -> "is " + quote(value) + " and must be below " + limit.asText();
      case "minItems", "minLength", "minProperties" ->
          limit.asInt() == 1 ? "is empty" : "has fewer than " + limit.asText() + " items";
      case "maxItems" -> "has more than " + limit.asText() + " items";
      case "maxProperties" -> "has more than " + limit.asText() + " entries";
      case "maxLength" -> "is longer than " + limit.asText() + " characters";
      case "uniqueItems" -> "has a value twice";
      default -> error.getMessage();
    };
  }

  private static String mend(Error error, Field field) {
    if (error.getKeyword().equals("propertyNames")) {
      return mend(new Field(field.steps().subList(0, field.steps().size() - 1)));
    }
    if (!error.getKeyword().equals("additionalProperties")) {
      return mend(field);
    }
    List<String> known = new ArrayList<>();
    parentSchema(error).path("properties").fieldNames().forEachRemaining(known::add);
    return unknown(error.getProperty(), known);
  }

  /** What to write in place of a name that is not known. */
  static String unknown(String name, Collection<String> known) {
    String question = NearNames.question(name, known);
    return question.isEmpty() ? "leave it out; known here: " + String.join(", ", known) : question;
  }

  private static JsonNode parentSchema(Error error) {
    JsonNode found = ROOT;
    NodePath path = error.getInstanceLocation();
    for (int step = 0; step < path.getNameCount(); step++) {
      Object element = path.getElement(step);
      found =
          element instanceof Integer
              ? found.path("items")
              : found.path("properties").path(element.toString());
    }
    return found;
  }

  private static String quote(JsonNode value) {
    String text = value.isTextual() ? "'" + value.textValue() + "'" : value.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "empty";
      case BOOLEAN -> "a boolean (" + value + ")";
      case NUMBER -> "a number (" + value + ")";
      case STRING -> "a text (" + quote(value) + ")";
      case ARRAY -> "a list";
      default -> "a mapping";
    };
  }

  private static String kinds(JsonNode types) {
    if (types.isArray()) {
      List<String> names = new ArrayList<>();
      types.forEach(type -> names.add(kinds(type)));
      return String.join(" or ", names);
    }
    return switch (types.asText()) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      default -> "a " + types.asText();
    };
  }

  private static String load() {
    try (InputStream resource = SpecSchema.class.getResourceAsStream("task-v1.schema.json")) {
      if (resource == null) {
        throw new IllegalStateException("task-v1.schema.json is missing beside its class");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
