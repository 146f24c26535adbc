package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas that a value must all satisfy: a schema, what it refers to, and what is in its {@code
 * allOf}, over and over. Circles end where they come back.
 */
final class Layers {
  private static final int DEEPEST = 100;
  private static final int MOST_LAYERS = 300;

  /** One schema out of several that a value must satisfy. */
  record Choice(List<Node> branches) {}

  private final Documents documents;
  private final Dialect dialect;
  private final List<Node> schemas = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> unknown = new TreeSet<>();
  private Optional<Node> forbidding = Optional.empty();
  private boolean nullable;

  Layers(Documents documents, Dialect dialect) {
    this.documents = documents;
    this.dialect = dialect;
  }

  /** As these, but for the first choice: one of its branches is to be added. */
  Layers withoutFirstChoice() {
    Layers copy = none();
    copy.schemas.addAll(schemas);
    copy.choices.addAll(choices.subList(1, choices.size()));
    copy.seen.addAll(seen);
    copy.unknown.addAll(unknown);
    copy.forbidding = forbidding;
    return copy;
  }

  /** Of the same dialect, but none yet. */
  Layers none() {
    return new Layers(documents, dialect);
  }

  void add(Node node) {
    JsonNode value = node.value();
    // De facto, nullable beside a reference or allOf lets null pass, whatever these say.
    if (dialect.knowsNullable() && value.path("nullable").asBoolean(false) && !value.has("type")) {
      nullable = true;
    }
    add(node, 0);
  }

  private void add(Node node, int depth) {
    if (!seen.add(node.id())) {
      return;
    }
    if (depth > DEEPEST || schemas.size() > MOST_LAYERS) {
      unknown.add("too much");
      return;
    }
    JsonNode value = node.value();
    if (value.isBoolean() && !value.booleanValue()) {
      forbidding = forbidding.or(() -> Optional.of(node));
    }
    if (!value.isObject()) {
      return;
    }
    if (Documents.isReference(node)) {
      follow(node, value.get("$ref").textValue(), depth);
      if (!dialect.readsBesideReference()) {
        return;
      }
    }
    for (String dynamic : new String[] {"$dynamicRef", "$recursiveRef"}) {
      if (value.path(dynamic).isTextual()) {
        follow(node, value.get(dynamic).textValue(), depth);
      }
    }
    schemas.add(node);
    for (Node part : items(node.child("allOf"))) {
      add(part, depth + 1);
    }
    for (String kind : new String[] {"oneOf", "anyOf"}) {
      List<Node> branches = items(node.child(kind));
      if (branches.size() == 1) {
        add(branches.get(0), depth + 1);
      } else if (!branches.isEmpty()) {
        choices.add(new Choice(branches));
      }
    }
  }

  private void follow(Node node, String reference, int depth) {
    Optional<Node> target = documents.target(node, reference);
    if (target.isPresent()) {
      add(target.get(), depth + 1);
    } else {
      unknown.add(reference);
    }
  }

  static List<Node> items(Node array) {
    List<Node> items = new ArrayList<>();
    if (array.value().isArray()) {
      for (int i = 0; i < array.value().size(); i++) {
        items.add(array.child(i));
      }
    }
    return items;
  }

  List<Node> schemas() {
    return schemas;
  }

  List<Choice> choices() {
    return choices;
  }

  /** References that lead nowhere known. */
  Set<String> unknown() {
    return unknown;
  }

  /** The {@code false} that lets nothing pass, if there is one. */
  Optional<Node> forbidding() {
    return forbidding;
  }

  boolean isNullable() {
    return nullable;
  }

  Dialect dialect() {
    return dialect;
  }
}
