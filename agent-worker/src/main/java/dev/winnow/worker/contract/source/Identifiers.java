package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that the schemas of a document give themselves: {@code $id} and {@code $anchor}. */
final class Identifiers {
  /** Values in these are data, not schemas. */
  private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const");

  private final SourceDocument document;
  private final String keyword;
  private final Map<JsonPointer, String> bases = new HashMap<>();
  private final Map<String, JsonPointer> resources = new HashMap<>();
  private final Map<String, JsonPointer> anchors = new HashMap<>();

  Identifiers(SourceDocument document) {
    this.document = document;
    String dialect = document.root().path("$schema").asText();
    this.keyword = dialect.contains("draft-04") || dialect.contains("draft-03") ? "id" : "$id";
    walk(document.root(), JsonPointer.empty(), "", "", false);
  }

  /** The innermost schema around a node that has a name of its own, else the document. */
  Node resource(Node node) {
    return document.node(resourceOf(node.pointer()));
  }

  /** The name of that schema; empty if it has none. */
  String base(Node node) {
    return bases.getOrDefault(resourceOf(node.pointer()), "");
  }

  Optional<Node> byIdentifier(Optional<String> identifier) {
    return identifier.map(resources::get).map(document::node);
  }

  Optional<Node> byAnchor(Node resource, String anchor) {
    JsonPointer found = anchors.get(anchorKey(base(resource), anchor));
    return Optional.ofNullable(found).map(document::node);
  }

  private JsonPointer resourceOf(JsonPointer pointer) {
    JsonPointer here = pointer;
    while (!bases.isEmpty() && here != null && !here.matches()) {
      if (bases.containsKey(here)) {
        return here;
      }
      here = here.head();
    }
    return JsonPointer.empty();
  }

  private void walk(
      JsonNode value, JsonPointer pointer, String base, String field, boolean namesFields) {
    if (!namesFields && DATA.contains(field)) {
      return;
    }
    String inner = base;
    if (value.isObject() && !isPropertyMap(field, namesFields)) {
      inner = named(value, pointer, base);
    }
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        if (entry.getValue().isContainerNode()) {
          walk(
              entry.getValue(),
              pointer.appendProperty(entry.getKey()),
              inner,
              entry.getKey(),
              isPropertyMap(field, namesFields));
        }
      }
    } else {
      for (int i = 0; i < value.size(); i++) {
        if (value.get(i).isContainerNode()) {
          walk(value.get(i), pointer.appendIndex(i), inner, "", false);
        }
      }
    }
  }

  /** Notes the names of a schema, and says by which name what is in it goes. */
  private String named(JsonNode value, JsonPointer pointer, String base) {
    String inner = base;
    JsonNode id = value.path(keyword);
    if (id.isTextual() && id.textValue().startsWith("#")) {
      anchors.putIfAbsent(anchorKey(base, id.textValue().substring(1)), pointer);
    } else if (id.isTextual()) {
      Reference name = Reference.parse(id.textValue());
      inner = Reference.absolute(base, name.document()).orElse(name.document());
      bases.put(pointer, inner);
      resources.putIfAbsent(inner, pointer);
    }
    for (String kind : new String[] {"$anchor", "$dynamicAnchor"}) {
      JsonNode anchor = value.path(kind);
      if (anchor.isTextual()) {
        anchors.putIfAbsent(anchorKey(inner, anchor.textValue()), pointer);
      }
    }
    return inner;
  }

  private static boolean isPropertyMap(String field, boolean namesFields) {
    return !namesFields
        && (field.equals("properties")
            || field.equals("patternProperties")
            || field.equals("definitions")
            || field.equals("$defs"));
  }

  private static String anchorKey(String base, String anchor) {
    return base + "#" + anchor;
  }
}
