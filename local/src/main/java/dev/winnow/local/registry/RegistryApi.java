package dev.winnow.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.schemas.registry.Compatibility;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Confluent's REST API, without HTTP: the part that registers, looks up, checks and configures Avro
 * schemas. Deleting, modes, references between schemas and other kinds of schema are left out.
 */
final class RegistryApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SubjectsApi subjects;
  private final SchemaBook book;
  private final SchemaLog log;

  /**
   * Makes one over what a log holds.
   *
   * @param log where entries are kept; it is read here, to its end
   */
  RegistryApi(SchemaLog log) {
    this.log = log;
    book = new SchemaBook();
    log.replay(book::apply);
    subjects = new SubjectsApi(book, log);
  }

  /**
   * Answers a request.
   *
   * @param method HTTP method
   * @param path parts of the path, decoded
   * @param query parameters of the query
   * @param body body as JSON; a missing node where there is none
   */
  synchronized Answer answer(
      String method, List<String> path, Map<String, String> query, JsonNode body) {
    String name = path.size() > 1 ? path.get(1) : "";
    return switch (method + " " + shape(path)) {
      case "GET " -> Answer.ok(NODES.objectNode());
      case "GET subjects" -> subjects.names();
      case "GET subjects/_/versions" -> subjects.versions(name);
      case "GET subjects/_/versions/_" -> subjects.version(name, path.get(3));
      case "POST subjects/_" -> subjects.lookUp(name, body);
      case "POST subjects/_/versions" -> subjects.register(name, body);
      case "POST compatibility/subjects/_/versions" ->
          subjects.checkAll(path.get(2), verbose(query), body);
      case "POST compatibility/subjects/_/versions/_" ->
          subjects.check(path.get(2), path.get(4), verbose(query), body);
      case "GET schemas/ids/_" -> schema(path.get(2));
      case "GET schemas/types" -> Answer.ok(NODES.arrayNode().add("AVRO"));
      case "GET config" -> level(book.globalLevel());
      case "GET config/_" -> level(name, Boolean.parseBoolean(query.get("defaultToGlobal")));
      case "PUT config" -> setLevel(Optional.empty(), body);
      case "PUT config/_" -> setLevel(Optional.of(name), body);
      default ->
          Answer.error(
              404, "this registry has no %s /%s".formatted(method, String.join("/", path)));
    };
  }

  /** The path with its names taken out, so that it can be compared with the API's. */
  private static String shape(List<String> path) {
    String[] parts = path.toArray(String[]::new);
    for (int i = 1; i < parts.length; i++) {
      boolean word =
          switch (parts[0]) {
            case "subjects" -> i == 2;
            case "compatibility" -> i == 1 || i == 3;
            case "schemas" -> i == 1;
            default -> false;
          };
      if (!word) {
        parts[i] = "_";
      }
    }
    return String.join("/", parts);
  }

  private static boolean verbose(Map<String, String> query) {
    return Boolean.parseBoolean(query.get("verbose"));
  }

  private Answer schema(String id) {
    Optional<String> schema =
        id.matches("\\d{1,9}") ? book.schema(Integer.parseInt(id)) : Optional.empty();
    return schema
        .map(text -> Answer.ok(NODES.objectNode().put("schema", text)))
        .orElseGet(() -> Answer.error(40403, "no schema has the id " + id));
  }

  private Answer level(String subject, boolean defaultToGlobal) {
    return book.ownLevel(subject)
        .or(() -> defaultToGlobal ? Optional.of(book.globalLevel()) : Optional.empty())
        .map(RegistryApi::level)
        .orElseGet(
            () ->
                Answer.error(
                    40408, "subject %s has no compatibility level of its own".formatted(subject)));
  }

  private static Answer level(Compatibility level) {
    return Answer.ok(NODES.objectNode().put("compatibilityLevel", level.name()));
  }

  private Answer setLevel(Optional<String> subject, JsonNode body) {
    String name = body.path("compatibility").asText("");
    for (Compatibility level : Compatibility.values()) {
      if (level.name().equals(name)) {
        SchemaEntry entry = new SchemaEntry.Level(subject, level);
        log.append(entry);
        book.apply(entry);
        return Answer.ok(NODES.objectNode().put("compatibility", name));
      }
    }
    return Answer.error(
        42203,
        "compatibility is '%s'; use one of %s"
            .formatted(name, Arrays.toString(Compatibility.values())));
  }
}
