package dev.winnow.worker.consumer;

import dev.winnow.schemas.Evidence;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.MediaTypes;
import dev.winnow.worker.contract.openapi.Operation;
import dev.winnow.worker.contract.openapi.Parameter;
import dev.winnow.worker.contract.openapi.Response;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies of OpenAPI documents that other services provide. Every operation in a copy counts as
 * used; fields in it may be read, and those that are not in it are not.
 */
final class SpecCopies {
  private SpecCopies() {}

  /** Whether a file can be a copy, by its name and a glance at its text. */
  static boolean mayBe(String file, String text) {
    boolean ending = file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
    boolean says =
        text.startsWith("openapi:") || text.contains("\nopenapi:") || text.contains("\"openapi\"");
    return ending && says && text.contains("paths");
  }

  /**
   * The uses in a copy.
   *
   * @param documents of the tree
   * @param consumer the service that has it
   * @param declared the provider that is declared for it; else its title names the provider
   * @throws UnreadableContractException if it is no OpenAPI 3 document
   */
  static List<Use> uses(
      Documents documents, String file, Service consumer, Optional<String> declared)
      throws UnreadableContractException {
    if (!documents.load(file).root().path("openapi").isTextual()
        && !documents.load(file).root().path("openapi").isNumber()) {
      return List.of();
    }
    Api api = Api.read(documents, file);
    String provider = declared.orElse(api.title());
    if (provider.isBlank()) {
      return List.of();
    }
    Schemas schemas = new Schemas(documents);
    List<Use> uses = new ArrayList<>();
    for (Operation operation : api.operations()) {
      Target target = new Target.Endpoint(Optional.of(operation.method()), operation.path());
      uses.add(
          Use.bare(
                  consumer,
                  Optional.of(provider),
                  target,
                  operation.node().file(),
                  operation.node().line(),
                  Evidence.CONTRACT_COPY)
              .with(sent(operation, schemas), answers(operation, schemas))
              .at(operation.node().pointer().toString()));
    }
    return uses;
  }

  private static Sent sent(Operation operation, Schemas schemas) {
    boolean known = operation.parametersKnown();
    return new Sent(
        known ? Optional.of(names(operation, Parameter.Location.QUERY)) : Optional.empty(),
        known ? Optional.of(names(operation, Parameter.Location.HEADER)) : Optional.empty(),
        operation.request().flatMap(body -> onlyType(body.content())),
        operation
            .request()
            .flatMap(body -> onlyJson(body.content()))
            .flatMap(schema -> fields(schema, schemas)),
        Optional.empty());
  }

  private static Names names(Operation operation, Parameter.Location location) {
    SortedSet<String> required = new TreeSet<>();
    SortedSet<String> optional = new TreeSet<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.location() == location) {
        (parameter.required() ? required : optional).add(parameter.normalName());
      }
    }
    return new Names(required, optional);
  }

  private static Optional<Names> fields(Node schema, Schemas schemas) {
    return schemas
        .fields(schema)
        .map(
            all -> {
              SortedSet<String> required = new TreeSet<>(schemas.required(schema));
              required.retainAll(all);
              return new Names(required, all);
            });
  }

  private static SortedMap<Integer, Answer> answers(Operation operation, Schemas schemas) {
    SortedMap<Integer, Answer> answers = new TreeMap<>();
    for (Map.Entry<String, Response> entry : operation.responses().entrySet()) {
      if (entry.getKey().matches("[1-5]\\d\\d")) {
        answers.put(Integer.valueOf(entry.getKey()), answer(entry.getValue(), schemas));
      }
    }
    return answers;
  }

  private static Answer answer(Response response, Schemas schemas) {
    return new Answer(
        onlyType(response.content()),
        onlyJson(response.content()).flatMap(schemas::fields).map(Names::atMost));
  }

  private static Optional<String> onlyType(Map<String, Node> content) {
    return content.size() == 1 ? content.keySet().stream().findFirst() : Optional.empty();
  }

  private static Optional<Node> onlyJson(Map<String, Node> content) {
    List<Node> json = new ArrayList<>();
    content.forEach(
        (type, schema) -> {
          if (MediaTypes.isJson(type) && schema.exists()) {
            json.add(schema);
          }
        });
    return json.size() == 1 ? Optional.of(json.get(0)) : Optional.empty();
  }
}
