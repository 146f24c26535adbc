package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an OpenAPI document says that a service provides. */
public final class Api {
  private final Documents documents;
  private final Node root;
  private final Version version;
  private final String title;
  private final List<Server> servers;
  private final List<Operation> operations;
  private final Map<String, Operation> byKey = new HashMap<>();
  private final SortedSet<String> unknownPaths;
  private final List<Callback> webhooks;
  private final SortedMap<String, Node> securitySchemes;

  /** The specification that a document follows, as far as its meaning differs. */
  public enum Version {
    /** OpenAPI 3.0: schemas are a dialect of their own. */
    V3_0,
    /** OpenAPI 3.1 and 3.2: schemas are JSON Schema 2020-12. */
    V3_1
  }

  Api(Documents documents, Node root, Version version, Parts parts) {
    this.documents = documents;
    this.root = root;
    this.version = version;
    this.title = root.value().path("info").path("title").asText("");
    this.servers = List.copyOf(parts.servers());
    this.operations = List.copyOf(parts.operations());
    this.unknownPaths = Collections.unmodifiableSortedSet(new TreeSet<>(parts.unknownPaths()));
    this.webhooks = List.copyOf(parts.webhooks());
    this.securitySchemes =
        Collections.unmodifiableSortedMap(new TreeMap<>(parts.securitySchemes()));
    for (Operation operation : operations) {
      byKey.putIfAbsent(operation.key(), operation);
    }
  }

  /**
   * Reads a contract.
   *
   * @throws UnreadableContractException if its file is no OpenAPI 3 document
   */
  public static Api read(Contract contract) throws UnreadableContractException {
    return read(new Documents(contract.tree()), contract.file());
  }

  /**
   * Reads a document.
   *
   * @param file path of the document in the tree
   * @throws UnreadableContractException if it is no OpenAPI 3 document
   */
  public static Api read(Documents documents, String file) throws UnreadableContractException {
    return new ApiReader(documents).read(documents.load(file).node());
  }

  /** In the order of path and method. */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * The operation that answers a request: the one whose path is equal but for the names in its
   * templates, else the one that fits with the fewest templates. Paths may start with a base path
   * of the servers.
   *
   * @param method in any case
   * @param path concrete or with templates; what follows {@code ?} or {@code #} is left out
   */
  public Optional<Operation> find(String method, String path) {
    String wanted = method.toUpperCase(Locale.ROOT);
    String plain = PathTemplate.withoutQuery(path);
    List<String> candidates = new ArrayList<>(List.of(plain));
    for (String base : basePaths()) {
      if (!base.isEmpty() && plain.startsWith(base + "/")) {
        candidates.add(plain.substring(base.length()));
      }
    }
    for (String candidate : candidates) {
      Operation equal = byKey.get(wanted + " " + PathTemplate.erased(candidate));
      if (equal != null) {
        return Optional.of(equal);
      }
    }
    for (String candidate : candidates) {
      Optional<Operation> fitting = best(wanted, candidate);
      if (fitting.isPresent()) {
        return fitting;
      }
    }
    return Optional.empty();
  }

  /** The operation with a key, such as {@code GET /orders/{}}. */
  Optional<Operation> withKey(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  private Optional<Operation> best(String method, String path) {
    Operation best = null;
    int bestFit = -1;
    for (Operation operation : operations) {
      int fit = operation.method().equals(method) ? PathTemplate.fit(operation.path(), path) : -1;
      if (fit > bestFit) {
        best = operation;
        bestFit = fit;
      }
    }
    return Optional.ofNullable(best);
  }

  public String title() {
    return title;
  }

  public Version version() {
    return version;
  }

  /** URLs of the servers, with the defaults of their variables, in the order of the document. */
  public List<String> servers() {
    return servers.stream().map(Server::url).toList();
  }

  /**
   * What stands before the paths in a URL: {@code /v1}, or an empty string; sorted, each once.
   *
   * @return empty if no server is named
   */
  public List<String> basePaths() {
    return Server.basePaths(servers);
  }

  List<Server> declaredServers() {
    return servers;
  }

  /** Paths, with erased templates, that are references to nowhere: what they have is unknown. */
  SortedSet<String> unknownPaths() {
    return unknownPaths;
  }

  /** What the service calls without having been asked in an operation; sorted by name. */
  public List<Callback> webhooks() {
    return webhooks;
  }

  /** Definitions of the security schemes, by name, without those that are unknown. */
  SortedMap<String, Node> securitySchemes() {
    return securitySchemes;
  }

  /** The documents that it was read from: its nodes resolve there. */
  public Documents documents() {
    return documents;
  }

  /** The whole document. */
  public Node root() {
    return root;
  }

  /** What the reader has found. */
  record Parts(
      List<Server> servers,
      List<Operation> operations,
      SortedSet<String> unknownPaths,
      List<Callback> webhooks,
      SortedMap<String, Node> securitySchemes) {}
}
