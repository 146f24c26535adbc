package dev.winnow.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.local.registry.SchemaBook.Decision;
import dev.winnow.local.registry.SchemaEntry.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/** The part of the API that is about subjects and their versions. */
final class SubjectsApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LATEST = "latest";

  private final SchemaBook book;
  private final SchemaLog log;

  SubjectsApi(SchemaBook book, SchemaLog log) {
    this.book = book;
    this.log = log;
  }

  Answer names() {
    return Answer.ok(texts(book.subjects()));
  }

  Answer versions(String subject) {
    List<Version> versions = book.versions(subject);
    if (versions.isEmpty()) {
      return noSubject(subject);
    }
    ArrayNode numbers = NODES.arrayNode();
    versions.forEach(each -> numbers.add(each.version()));
    return Answer.ok(numbers);
  }

  Answer version(String subject, String number) {
    return find(subject, number)
        .map(version -> Answer.ok(json(version)))
        .orElseGet(() -> missing(subject, number));
  }

  Answer lookUp(String subject, JsonNode body) {
    if (book.versions(subject).isEmpty()) {
      return noSubject(subject);
    }
    return withSchema(
        body,
        schema ->
            book.find(subject, schema)
                .map(version -> Answer.ok(json(version)))
                .orElseGet(
                    () -> Answer.error(40403, "subject %s has no such schema".formatted(subject))));
  }

  Answer register(String subject, JsonNode body) {
    return withSchema(
        body,
        schema -> {
          Decision decision = book.decide(subject, schema);
          if (decision instanceof Decision.Known known) {
            return id(known.version());
          } else if (decision instanceof Decision.Fits fits) {
            // It is safe before the book has it and before anyone is told.
            log.append(fits.version());
            book.apply(fits.version());
            return id(fits.version());
          }
          List<String> breaks = ((Decision.Refused) decision).breaks();
          return Answer.error(
              409,
              "schema is not compatible with subject %s: %s"
                  .formatted(subject, String.join("; ", breaks)));
        });
  }

  Answer checkAll(String subject, boolean verbose, JsonNode body) {
    return withSchema(body, schema -> compatible(book.check(subject, schema), verbose));
  }

  Answer check(String subject, String number, boolean verbose, JsonNode body) {
    return find(subject, number)
        .map(
            version -> withSchema(body, schema -> compatible(book.check(version, schema), verbose)))
        .orElseGet(() -> missing(subject, number));
  }

  private static Answer withSchema(JsonNode body, Function<Schema, Answer> next) {
    SchemaBody read = SchemaBody.read(body);
    return read instanceof SchemaBody.Valid valid
        ? next.apply(valid.schema())
        : Answer.error(42201, ((SchemaBody.Invalid) read).message());
  }

  private Optional<Version> find(String subject, String number) {
    if (number.equals(LATEST)) {
      return book.latest(subject);
    }
    return number.matches("\\d{1,9}")
        ? book.version(subject, Integer.parseInt(number))
        : Optional.empty();
  }

  private Answer missing(String subject, String number) {
    if (book.versions(subject).isEmpty()) {
      return noSubject(subject);
    }
    return number.matches("\\d{1,9}")
        ? Answer.error(40402, "subject %s has no version %s".formatted(subject, number))
        : Answer.error(
            42202, "version is '%s'; use a number from 1 or %s".formatted(number, LATEST));
  }

  private static Answer noSubject(String subject) {
    return Answer.error(40401, "there is no subject " + subject);
  }

  private static Answer id(Version version) {
    return Answer.ok(NODES.objectNode().put("id", version.id()));
  }

  private static Answer compatible(List<String> breaks, boolean verbose) {
    ObjectNode answer = NODES.objectNode().put("is_compatible", breaks.isEmpty());
    if (verbose) {
      answer.set("messages", texts(breaks));
    }
    return Answer.ok(answer);
  }

  private static JsonNode json(Version version) {
    return NODES
        .objectNode()
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("schema", version.schema());
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
