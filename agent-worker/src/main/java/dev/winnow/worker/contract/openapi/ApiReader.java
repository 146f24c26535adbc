package dev.winnow.worker.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Parameter.Location;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads OpenAPI documents. One reader reads one document. */
final class ApiReader {
  private static final int MOST_OPERATIONS = 20_000;
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query");
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");
  private static final List<Credentials> ANYONE = List.of(new Credentials(new TreeMap<>()));

  private final Documents documents;
  private Node root;
  private List<Server> servers = List.of();
  private int operationsLeft = MOST_OPERATIONS;

  ApiReader(Documents documents) {
    this.documents = documents;
  }

  Api read(Node document) throws UnreadableContractException {
    root = document;
    Api.Version version = version();
    servers = servers(root);
    SortedSet<String> unknownPaths = new TreeSet<>();
    List<Operation> operations = new ArrayList<>();
    for (Node item : fields(root.child("paths"))) {
      String path = name(item);
      if (path.startsWith("x-")) {
        continue;
      }
      Optional<Map<String, Node>> fields = pathItem(item);
      if (fields.isEmpty()) {
        unknownPaths.add(PathTemplate.erased(path));
      } else {
        operations.addAll(operations(path, fields.get(), true));
      }
    }
    operations.sort(
        Comparator.comparing(Operation::path)
            .thenComparing(operation -> METHODS.indexOf(lower(operation.method()))));
    List<Callback> webhooks = new ArrayList<>();
    for (Node item : fields(root.child("webhooks"))) {
      webhooks.add(callback(name(item), "", item));
    }
    webhooks.sort(Comparator.comparing(Callback::name));
    SortedMap<String, Node> schemes = new TreeMap<>();
    for (Node scheme : fields(root.child("components").child("securitySchemes"))) {
      documents.resolve(scheme).ifPresent(node -> schemes.put(name(scheme), node));
    }
    return new Api(
        documents,
        root,
        version,
        new Api.Parts(servers, operations, unknownPaths, webhooks, schemes));
  }

  private Api.Version version() throws UnreadableContractException {
    String written = root.value().path("openapi").asText("");
    if (written.startsWith("3.0")) {
      return Api.Version.V3_0;
    }
    if (written.startsWith("3.1") || written.startsWith("3.2")) {
      return Api.Version.V3_1;
    }
    String swagger = root.value().path("swagger").asText("");
    throw new UnreadableContractException(
        root.file(),
        root.line(),
        swagger.isEmpty()
            ? "does not say that it is OpenAPI 3.0 or 3.1"
            : "is Swagger " + swagger + ", which is not read: OpenAPI 3.0 and 3.1 are");
  }

  /**
   * The fields of a path item: those beside {@code $ref} win over those that it leads to.
   *
   * @return empty if it leads nowhere
   */
  private Optional<Map<String, Node>> pathItem(Node item) {
    Map<String, Node> all = new LinkedHashMap<>();
    Optional<Node> target = documents.resolve(item);
    boolean reference = Documents.isReference(item);
    target.ifPresent(node -> fields(node).forEach(field -> all.put(name(field), field)));
    if (reference) {
      fields(item).forEach(field -> all.put(name(field), field));
      all.remove("$ref");
    }
    return target.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private List<Operation> operations(String path, Map<String, Node> item, boolean callbacks)
      throws UnreadableContractException {
    List<Operation> operations = new ArrayList<>();
    for (String method : METHODS) {
      Node node = item.get(method);
      if (node != null && node.value().isObject()) {
        if (operationsLeft-- == 0) {
          throw new UnreadableContractException(root.file(), 0, "has too many operations");
        }
        operations.add(operation(method, path, item, node, callbacks));
      }
    }
    return operations;
  }

  private Operation operation(
      String method, String path, Map<String, Node> item, Node node, boolean callbacks)
      throws UnreadableContractException {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    boolean known =
        addParameters(item.get("parameters"), parameters)
            & addParameters(node.child("parameters"), parameters);
    Node request = node.child("requestBody");
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        text(node, "operationId"),
        parameters.values().stream()
            .sorted(Comparator.comparing(Parameter::location).thenComparing(Parameter::name))
            .toList(),
        known,
        request.value().isObject() ? Optional.of(body(request)) : Optional.empty(),
        responses(node.child("responses")),
        node.value().path("deprecated").asBoolean(false),
        security(node),
        callbacks ? callbacks(node.child("callbacks")) : List.of(),
        Server.basePaths(serversOf(item, node)),
        node);
  }

  /** Returns whether all of them are known. */
  private boolean addParameters(Node list, Map<String, Parameter> parameters) {
    boolean known = true;
    for (int i = 0; list != null && i < list.value().size(); i++) {
      Optional<Node> node = documents.resolve(list.child(i));
      Optional<Location> location = node.flatMap(ApiReader::location);
      if (location.isEmpty()) {
        known = false;
        continue;
      }
      String name = node.get().value().path("name").asText("");
      boolean ignored = location.get() == Location.HEADER && IGNORED_HEADERS.contains(lower(name));
      if (!ignored) {
        Parameter parameter = parameter(name, location.get(), node.get());
        parameters.put(parameter.location() + " " + parameter.normalName(), parameter);
      }
    }
    return known;
  }

  private static Optional<Location> location(Node parameter) {
    String written = parameter.value().path("in").asText("");
    for (Location location : Location.values()) {
      if (location.word().equals(written)) {
        return Optional.of(location);
      }
    }
    return Optional.empty();
  }

  private Parameter parameter(String name, Location location, Node node) {
    JsonNode value = node.value();
    boolean form = location == Location.QUERY || location == Location.COOKIE;
    String style = value.path("style").asText(form ? "form" : "simple");
    Node schema = node.child("schema");
    return new Parameter(
        name,
        location,
        location == Location.PATH || value.path("required").asBoolean(false),
        value.path("deprecated").asBoolean(false),
        style,
        value.path("explode").asBoolean(style.equals("form")),
        value.path("allowReserved").asBoolean(false),
        value.path("allowEmptyValue").asBoolean(false),
        schema.exists() ? Optional.of(schema) : Optional.empty(),
        content(node),
        node);
  }

  private Body body(Node node) {
    Optional<Node> target = documents.resolve(node);
    Node found = target.orElse(node);
    return new Body(
        found.value().path("required").asBoolean(false),
        target.isPresent(),
        target.isPresent() ? content(found) : new TreeMap<>(),
        found);
  }

  private SortedMap<String, Response> responses(Node list) {
    SortedMap<String, Response> responses = new TreeMap<>();
    for (Node node : fields(list)) {
      String status = name(node);
      if (status.startsWith("x-")) {
        continue;
      }
      String normal = status.equals("default") ? status : status.toUpperCase(Locale.ROOT);
      Optional<Node> target = documents.resolve(node);
      Node found = target.orElse(node);
      responses.put(
          normal,
          new Response(
              normal,
              target.isPresent(),
              target.isPresent() ? content(found) : new TreeMap<>(),
              headers(found.child("headers")),
              found));
    }
    return responses;
  }

  private SortedMap<String, Parameter> headers(Node list) {
    SortedMap<String, Parameter> headers = new TreeMap<>();
    for (Node node : fields(list)) {
      // A header that leads nowhere is there all the same; it only has no schema.
      Node found = documents.resolve(node).orElse(node);
      Parameter header = parameter(name(node), Location.HEADER, found);
      if (!header.normalName().equals("content-type")) {
        headers.put(header.normalName(), header);
      }
    }
    return headers;
  }

  private SortedMap<String, Node> content(Node holder) {
    SortedMap<String, Node> content = new TreeMap<>();
    for (Node media : fields(holder.child("content"))) {
      Node found = documents.resolve(media).orElse(media);
      content.putIfAbsent(MediaTypes.normal(name(media)), found.child("schema"));
    }
    return content;
  }

  private List<Credentials> security(Node operation) {
    Node own = operation.child("security");
    JsonNode alternatives = own.exists() ? own.value() : root.value().path("security");
    List<Credentials> credentials = new ArrayList<>();
    for (JsonNode alternative : alternatives) {
      SortedMap<String, SortedSet<String>> schemes = new TreeMap<>();
      Iterator<Map.Entry<String, JsonNode>> fields = alternative.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> scheme = fields.next();
        SortedSet<String> scopes = new TreeSet<>();
        scheme.getValue().forEach(scope -> scopes.add(scope.asText()));
        schemes.put(scheme.getKey(), scopes);
      }
      credentials.add(new Credentials(schemes));
    }
    return credentials.isEmpty() ? ANYONE : credentials;
  }

  private List<Callback> callbacks(Node list) throws UnreadableContractException {
    List<Callback> callbacks = new ArrayList<>();
    for (Node named : fields(list)) {
      Optional<Node> target = documents.resolve(named);
      if (target.isEmpty()) {
        callbacks.add(new Callback(name(named), "", List.of(), false, named));
        continue;
      }
      for (Node item : fields(target.get())) {
        if (!name(item).startsWith("x-")) {
          callbacks.add(callback(name(named), name(item), item));
        }
      }
    }
    callbacks.sort(Comparator.comparing(Callback::name).thenComparing(Callback::url));
    return callbacks;
  }

  /** Callbacks of callbacks are not read: the circle could go on. */
  private Callback callback(String name, String url, Node item) throws UnreadableContractException {
    Optional<Map<String, Node>> fields = pathItem(item);
    return new Callback(
        name,
        url,
        fields.isEmpty() ? List.of() : operations(name, fields.get(), false),
        fields.isPresent(),
        item);
  }

  private List<Server> serversOf(Map<String, Node> item, Node operation) {
    if (operation.child("servers").value().size() > 0) {
      return servers(operation);
    }
    Node ofPath = item.get("servers");
    return ofPath != null && ofPath.value().size() > 0 ? serversIn(ofPath) : servers;
  }

  private static List<Server> servers(Node holder) {
    return serversIn(holder.child("servers"));
  }

  private static List<Server> serversIn(Node list) {
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < list.value().size(); i++) {
      servers.add(Server.of(list.child(i)));
    }
    return servers;
  }

  private static List<Node> fields(Node object) {
    List<Node> fields = new ArrayList<>();
    if (object.value().isObject()) {
      object.value().fieldNames().forEachRemaining(name -> fields.add(object.child(name)));
    }
    return fields;
  }

  private static String name(Node field) {
    return field.pointer().last().getMatchingProperty();
  }

  private static Optional<String> text(Node object, String field) {
    JsonNode value = object.value().path(field);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
