package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Evidence;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies of Avro schemas and JSON schemas that other services provide. A reader is bound to its own
 * copy, so every field in it counts as read.
 */
final class MessageCopies {
  private static final int DEEPEST = 12;
  private static final int MOST_FIELDS = 2_000;
  private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

  private MessageCopies() {}

  /** Whether a file can be an Avro schema. */
  static boolean mayBeAvro(String file) {
    return file.endsWith(".avsc");
  }

  /** Whether a file can be a JSON schema, by its name and a glance at its text. */
  static boolean mayBeJsonSchema(String file, String text) {
    boolean ending = file.endsWith(".json") || file.endsWith(".yaml") || file.endsWith(".yml");
    return ending && text.contains("$schema") && text.contains("$id");
  }

  /**
   * The uses in an Avro schema: one for each record in it that is not within another.
   *
   * @throws UnreadableContractException if it is no JSON
   */
  static List<Use> avro(
      Documents documents, String file, Service consumer, Optional<String> declared)
      throws UnreadableContractException {
    Node root = documents.load(file).node();
    List<Node> records = new ArrayList<>();
    if (root.value().isArray()) {
      for (int i = 0; i < root.value().size(); i++) {
        records.add(root.child(i));
      }
    } else {
      records.add(root);
    }
    TreeMap<String, JsonNode> types = new TreeMap<>();
    records.forEach(record -> named(record.value(), "", types, 0));
    List<Use> uses = new ArrayList<>();
    for (Node record : records) {
      if (record.value().path("fields").isArray() && record.value().path("name").isTextual()) {
        SortedSet<String> fields = new TreeSet<>();
        boolean whole =
            collect(record.value(), namespace(record.value(), ""), "", types, fields, 0);
        String name = fullName(record.value(), "");
        uses.add(
            use(
                consumer,
                declared,
                new Target.Message(ContractKind.AVRO, name),
                record,
                whole ? Optional.of(fields) : Optional.empty()));
      }
    }
    return uses;
  }

  /**
   * The use in a JSON schema with an {@code $id}.
   *
   * @throws UnreadableContractException if it is neither JSON nor YAML
   */
  static List<Use> jsonSchema(
      Documents documents, String file, Service consumer, Optional<String> declared)
      throws UnreadableContractException {
    Node root = documents.load(file).node();
    JsonNode id = root.value().path("$id");
    if (!id.isTextual() || !root.value().path("$schema").isTextual()) {
      return List.of();
    }
    Optional<SortedSet<String>> fields = new Schemas(documents).fields(root);
    Target target = new Target.Message(ContractKind.JSON_SCHEMA, id.textValue());
    return List.of(use(consumer, declared, target, root, fields));
  }

  private static Use use(
      Service consumer,
      Optional<String> declared,
      Target target,
      Node place,
      Optional<SortedSet<String>> fields) {
    TreeMap<Integer, Answer> answers = new TreeMap<>();
    answers.put(0, new Answer(Optional.empty(), fields.map(Names::exactly)));
    return Use.bare(
            consumer,
            declared,
            target,
            place.file(),
            Math.max(place.line(), 1),
            Evidence.CONTRACT_COPY)
        .with(Sent.UNKNOWN, answers);
  }

  private static String namespace(JsonNode type, String around) {
    String name = type.path("name").asText("");
    int point = name.lastIndexOf('.');
    return point >= 0 ? name.substring(0, point) : type.path("namespace").asText(around);
  }

  private static String fullName(JsonNode type, String around) {
    String name = type.path("name").asText("");
    String namespace = namespace(type, around);
    return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
  }

  private static void named(
      JsonNode type, String around, TreeMap<String, JsonNode> types, int depth) {
    if (depth > 4 * DEEPEST) {
      return;
    }
    String namespace = around;
    if (NAMED.contains(type.path("type").asText("").toLowerCase(Locale.ROOT))) {
      namespace = namespace(type, around);
      types.putIfAbsent(fullName(type, around), type);
    }
    for (JsonNode inside : type) {
      if (inside.isContainerNode()) {
        named(inside, namespace, types, depth + 1);
      }
    }
  }

  /** Adds the fields that a type has; returns whether all of them are known. */
  private static boolean collect(
      JsonNode type,
      String around,
      String path,
      TreeMap<String, JsonNode> types,
      SortedSet<String> fields,
      int depth) {
    if (depth > DEEPEST || fields.size() > MOST_FIELDS) {
      return false;
    }
    if (type.isTextual()) {
      JsonNode named =
          types.getOrDefault(around + "." + type.textValue(), types.get(type.textValue()));
      boolean record = named != null && named.has("fields");
      return !record || collect(named, namespace(named, around), path, types, fields, depth + 1);
    }
    boolean whole = true;
    if (type.isArray()) {
      for (JsonNode branch : type) {
        whole &= collect(branch, around, path, types, fields, depth + 1);
      }
    } else if (type.has("fields")) {
      String namespace = namespace(type, around);
      for (JsonNode field : type.path("fields")) {
        String name = Fields.child(path, field.path("name").asText(""));
        fields.add(name);
        whole &= collect(field.path("type"), namespace, name, types, fields, depth + 1);
      }
    } else if (type.has("items")) {
      whole = collect(type.path("items"), around, path + Fields.ITEMS, types, fields, depth + 1);
    } else if (type.has("values")) {
      whole = collect(type.path("values"), around, path + Paths.ANY, types, fields, depth + 1);
    } else if (type.path("type").isContainerNode()) {
      whole = collect(type.path("type"), around, path, types, fields, depth + 1);
    }
    return whole;
  }
}
