package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks schemas whether they have a field, and which they have. */
final class Schemas {
  /** Whether something is so. */
  enum Answered {
    NO,
    UNKNOWN,
    YES
  }

  private static final int DEEPEST = 12;
  private static final int MOST_FIELDS = 2_000;
  private static final int MOST_STEPS = 20_000;
  private static final List<String> BRANCHES = List.of("allOf", "oneOf", "anyOf");

  /** Keywords that can bring in fields that are not listed. */
  private static final List<String> OPEN =
      List.of(
          "patternProperties",
          "if",
          "then",
          "else",
          "dependentSchemas",
          "dependencies",
          "$dynamicRef",
          "$recursiveRef",
          "discriminator",
          "unevaluatedProperties");

  private final Documents documents;
  private int steps;

  Schemas(Documents documents) {
    this.documents = documents;
  }

  /**
   * Whether values of a schema can have a field.
   *
   * @param path dotted path of the field
   */
  Answered has(Node schema, String path) {
    steps = 0;
    return has(schema, steps(path), 0, 0);
  }

  /** The steps of a path: names, and {@link Fields#ITEMS}. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.split("\\.")) {
      String name = part;
      int items = 0;
      while (name.endsWith(Fields.ITEMS)) {
        name = name.substring(0, name.length() - Fields.ITEMS.length());
        items++;
      }
      if (!name.isEmpty()) {
        steps.add(name);
      }
      for (int i = 0; i < items; i++) {
        steps.add(Fields.ITEMS);
      }
    }
    return steps;
  }

  private Answered has(Node schema, List<String> path, int from, int depth) {
    if (from == path.size()) {
      return Answered.YES;
    }
    Optional<Node> resolved = documents.resolve(schema);
    if (resolved.isEmpty() || depth > 4 * DEEPEST || ++steps > MOST_STEPS) {
      return Answered.UNKNOWN;
    }
    Node node = resolved.get();
    if (!node.value().isObject() || node.value().isEmpty()) {
      return node.value().isBoolean() && !node.value().booleanValue()
          ? Answered.NO
          : Answered.UNKNOWN;
    }
    Answered best = own(node, path, from, depth);
    for (String keyword : BRANCHES) {
      Node branches = node.child(keyword);
      for (int i = 0; i < branches.value().size() && best != Answered.YES; i++) {
        Answered branch = has(branches.child(i), path, from, depth + 1);
        boolean says = branch != Answered.UNKNOWN || !isSilent(branches.child(i));
        best = says ? max(best, branch) : best;
      }
    }
    return best == null ? Answered.UNKNOWN : best;
  }

  /** Whether a branch only says something about fields that are listed elsewhere. */
  private boolean isSilent(Node branch) {
    return documents
        .resolve(branch)
        .map(Node::value)
        .filter(JsonNode::isObject)
        .filter(value -> saysNothingOfShape(value))
        .isPresent();
  }

  private static boolean saysNothingOfShape(JsonNode value) {
    Iterator<String> names = value.fieldNames();
    while (names.hasNext()) {
      switch (names.next()) {
        case "required", "description", "title", "nullable", "example", "deprecated", "type" -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  /** What a schema itself says; null if nothing. */
  private Answered own(Node node, List<String> path, int from, int depth) {
    JsonNode value = node.value();
    String step = path.get(from);
    if (OPEN.stream().anyMatch(value::has) && !isDiscriminatedUnion(value)) {
      return step.equals(Fields.ITEMS)
          ? items(node, path, from, depth)
          : known(node, path, from, depth);
    }
    if (step.equals(Fields.ITEMS)) {
      return items(node, path, from, depth);
    }
    if (value.path("properties").has(step)) {
      return has(node.child("properties").child(step), path, from + 1, depth + 1);
    }
    JsonNode additional = value.path("additionalProperties");
    if (!additional.isMissingNode() && !isFalse(additional)) {
      return Answered.UNKNOWN;
    }
    if (value.has("properties") || isFalse(additional) || isOnly(value.path("type"), false)) {
      return Answered.NO;
    }
    return null;
  }

  /** A base with a discriminator has fields that only its kinds list; a union lists its kinds. */
  private static boolean isDiscriminatedUnion(JsonNode value) {
    return value.has("discriminator")
        && (value.has("oneOf") || value.has("anyOf"))
        && OPEN.stream().filter(value::has).count() == 1;
  }

  private Answered known(Node node, List<String> path, int from, int depth) {
    Node property = node.child("properties").child(path.get(from));
    return property.exists() ? has(property, path, from + 1, depth + 1) : Answered.UNKNOWN;
  }

  private Answered items(Node node, List<String> path, int from, int depth) {
    if (node.value().has("prefixItems")) {
      return Answered.UNKNOWN;
    }
    if (node.value().has("items")) {
      return has(node.child("items"), path, from + 1, depth + 1);
    }
    return isOnly(node.value().path("type"), true) ? Answered.NO : null;
  }

  /**
   * Whether a type leaves no room for what is asked for.
   *
   * @param items whether items of an array are asked for, and not fields of an object
   */
  private static boolean isOnly(JsonNode type, boolean items) {
    String wanted = items ? "array" : "object";
    if (type.isTextual()) {
      return !type.textValue().equals(wanted);
    }
    boolean room = type.isEmpty();
    for (JsonNode one : type) {
      room |= one.asText().equals(wanted);
    }
    return !room;
  }

  static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.booleanValue();
  }

  private static Answered max(Answered one, Answered other) {
    return one == null || other.compareTo(one) > 0 ? other : one;
  }

  /**
   * All fields of a schema, of every branch of it.
   *
   * @return empty if they cannot all be known: a reference leads nowhere, the schema goes round, or
   *     there are too many
   */
  Optional<SortedSet<String>> fields(Node schema) {
    SortedSet<String> fields = new TreeSet<>();
    steps = 0;
    boolean whole = collect(schema, "", fields, new HashSet<>(), 0);
    return whole ? Optional.of(fields) : Optional.empty();
  }

  private boolean collect(
      Node schema, String path, Set<String> fields, Set<String> above, int depth) {
    Optional<Node> resolved = documents.resolve(schema);
    if (resolved.isEmpty()
        || depth > DEEPEST
        || fields.size() > MOST_FIELDS
        || ++steps > MOST_STEPS
        || !above.add(resolved.get().id())) {
      return false;
    }
    Node node = resolved.get();
    boolean whole = true;
    for (String keyword : BRANCHES) {
      Node branches = node.child(keyword);
      for (int i = 0; i < branches.value().size(); i++) {
        whole &= collect(branches.child(i), path, fields, above, depth + 1);
      }
    }
    for (String name : names(node.value().path("properties"))) {
      if (Fields.isPlain(name)) {
        String field = Fields.child(path, name);
        fields.add(field);
        whole &= collect(node.child("properties").child(name), field, fields, above, depth + 1);
      }
    }
    if (node.child("items").value().isObject()) {
      whole &= collect(node.child("items"), path + Fields.ITEMS, fields, above, depth + 1);
    }
    above.remove(node.id());
    return whole;
  }

  /** Fields that every value of a schema has at its top. */
  Set<String> required(Node schema) {
    return required(schema, 0);
  }

  private Set<String> required(Node schema, int depth) {
    Set<String> required = new LinkedHashSet<>();
    Optional<Node> resolved = documents.resolve(schema);
    if (resolved.isEmpty() || depth > DEEPEST) {
      return required;
    }
    resolved.get().value().path("required").forEach(name -> required.add(name.asText()));
    Node all = resolved.get().child("allOf");
    for (int i = 0; i < all.value().size(); i++) {
      required.addAll(required(all.child(i), depth + 1));
    }
    return required;
  }

  /** Whether a property at the top of a schema is one that only the provider sets. */
  boolean isReadOnly(Node schema, String property) {
    return isReadOnly(schema, property, 0);
  }

  private boolean isReadOnly(Node schema, String property, int depth) {
    Optional<Node> resolved = documents.resolve(schema);
    if (resolved.isEmpty() || depth > DEEPEST) {
      return false;
    }
    Node here = resolved.get().child("properties").child(property);
    boolean own =
        documents.resolve(here).filter(n -> n.value().path("readOnly").asBoolean()).isPresent();
    Node all = resolved.get().child("allOf");
    for (int i = 0; i < all.value().size() && !own; i++) {
      own = isReadOnly(all.child(i), property, depth + 1);
    }
    return own;
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
