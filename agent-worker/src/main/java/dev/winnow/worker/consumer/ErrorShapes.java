package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.MediaTypes;
import dev.winnow.worker.contract.openapi.Operation;
import dev.winnow.worker.contract.openapi.Response;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the bodies of errors look like: the names of their fields with the types of these. */
final class ErrorShapes {
  private static final int FEWEST_OPERATIONS = 3;
  private static final int DEEPEST = 10;

  /**
   * The body of an error.
   *
   * @param operation as the contract writes it
   * @param status such as {@code 404}
   * @param fields types by name; a type that is not known is empty
   * @param node where the response is
   */
  record Shape(Operation operation, String status, SortedMap<String, String> fields, Node node) {
    /** Whether it has all the fields of another, with the same types where both are known. */
    boolean extendsShape(SortedMap<String, String> other) {
      for (Map.Entry<String, String> field : other.entrySet()) {
        String own = fields.get(field.getKey());
        boolean same =
            own != null
                && (own.equals(field.getValue()) || own.isEmpty() || field.getValue().isEmpty());
        if (!same) {
          return false;
        }
      }
      return true;
    }
  }

  private final SortedMap<String, Shape> byPlace = new TreeMap<>();

  /** The shapes of an API, of those errors whose shape is known. */
  static ErrorShapes of(Api api) {
    ErrorShapes shapes = new ErrorShapes();
    for (Operation operation : api.operations()) {
      for (Map.Entry<String, Response> entry : operation.responses().entrySet()) {
        char first = entry.getKey().charAt(0);
        if (first == '4' || first == '5' || entry.getKey().equals("default")) {
          shapes.add(api.documents(), operation, entry.getKey(), entry.getValue());
        }
      }
    }
    return shapes;
  }

  private void add(Documents documents, Operation operation, String status, Response response) {
    for (Map.Entry<String, Node> media : response.content().entrySet()) {
      SortedMap<String, String> fields = new TreeMap<>();
      boolean known =
          MediaTypes.isJson(media.getKey())
              && media.getValue().exists()
              && collect(documents, media.getValue(), fields, 0);
      if (known && !fields.isEmpty()) {
        String place = operation.key() + " " + status + " " + media.getKey();
        byPlace.put(place, new Shape(operation, status, fields, response.node()));
      }
    }
  }

  private static boolean collect(
      Documents documents, Node schema, SortedMap<String, String> fields, int depth) {
    Optional<Node> resolved = documents.resolve(schema);
    if (resolved.isEmpty() || depth > DEEPEST) {
      return false;
    }
    Node node = resolved.get();
    if (node.value().has("oneOf") || node.value().has("anyOf")) {
      return false;
    }
    for (String name : Schemas.names(node.value().path("properties"))) {
      Node property = node.child("properties").child(name);
      JsonNode type = documents.resolve(property).map(n -> n.value().path("type")).orElse(null);
      fields.put(name, type != null && type.isTextual() ? type.textValue() : "");
    }
    boolean known = true;
    Node all = node.child("allOf");
    for (int i = 0; i < all.value().size(); i++) {
      known &= collect(documents, all.child(i), fields, depth + 1);
    }
    return known;
  }

  SortedMap<String, Shape> byPlace() {
    return byPlace;
  }

  /** The shape that the errors of most operations have, if at least three have it. */
  Optional<SortedMap<String, String>> majority() {
    Map<SortedMap<String, String>, Set<String>> operations = new HashMap<>();
    Set<String> all = new HashSet<>();
    for (Shape shape : byPlace.values()) {
      operations.computeIfAbsent(shape.fields(), f -> new HashSet<>()).add(shape.operation().key());
      all.add(shape.operation().key());
    }
    return operations.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= FEWEST_OPERATIONS)
        .filter(entry -> entry.getValue().size() * 2 > all.size())
        .map(Map.Entry::getKey)
        .min(
            (one, other) -> {
              int more = Integer.compare(operations.get(other).size(), operations.get(one).size());
              return more != 0 ? more : one.toString().compareTo(other.toString());
            });
  }
}
