package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.Operation;
import dev.winnow.worker.contract.openapi.Parameter;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names that an API gives, each with the first place it is at.
 *
 * @param properties of schemas that operations use
 * @param parameters in queries and paths; headers have a casing of their own
 * @param segments of paths, without templates
 */
record ApiNames(
    SortedMap<String, Node> properties,
    SortedMap<String, Node> parameters,
    SortedMap<String, Node> segments) {
  private static final int MOST_SCHEMAS = 20_000;

  ApiNames {
    properties = Collections.unmodifiableSortedMap(properties);
    parameters = Collections.unmodifiableSortedMap(parameters);
    segments = Collections.unmodifiableSortedMap(segments);
  }

  static ApiNames of(Api api) {
    SortedMap<String, Node> parameters = new TreeMap<>();
    SortedMap<String, Node> segments = new TreeMap<>();
    Deque<Node> schemas = new ArrayDeque<>();
    for (Operation operation : api.operations()) {
      for (String segment : Paths.segments(operation.path())) {
        if (!segment.contains(Paths.ANY) && !segment.contains(".")) {
          segments.putIfAbsent(segment, operation.node());
        }
      }
      for (Parameter parameter : operation.parameters()) {
        if (parameter.location() == Parameter.Location.QUERY
            || parameter.location() == Parameter.Location.PATH) {
          parameters.putIfAbsent(parameter.name(), parameter.node());
        }
      }
      operation.request().ifPresent(body -> schemas.addAll(body.content().values()));
      operation.responses().values().forEach(r -> schemas.addAll(r.content().values()));
    }
    return new ApiNames(properties(schemas, api.documents()), parameters, segments);
  }

  private static SortedMap<String, Node> properties(Deque<Node> open, Documents documents) {
    SortedMap<String, Node> properties = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty() && seen.size() < MOST_SCHEMAS) {
      Optional<Node> schema = documents.resolve(open.poll());
      if (schema.isEmpty() || !schema.get().value().isObject() || !seen.add(schema.get().id())) {
        continue;
      }
      Node node = schema.get();
      for (String name : Schemas.names(node.value().path("properties"))) {
        Node property = node.child("properties").child(name);
        properties.putIfAbsent(name, property);
        open.add(property);
      }
      for (String keyword : new String[] {"items", "additionalProperties", "not"}) {
        if (node.child(keyword).value().isObject()) {
          open.add(node.child(keyword));
        }
      }
      for (String keyword : new String[] {"allOf", "oneOf", "anyOf"}) {
        JsonNode branches = node.child(keyword).value();
        for (int i = 0; branches.isArray() && i < branches.size(); i++) {
          open.add(node.child(keyword).child(i));
        }
      }
    }
    return properties;
  }
}
