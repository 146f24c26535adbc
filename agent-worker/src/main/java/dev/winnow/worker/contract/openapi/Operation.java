package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An operation of an API.
 *
 * @param method in upper case
 * @param path as written, with its templates
 * @param id its {@code operationId}
 * @param parameters its own and those of its path, without the headers {@code Accept}, {@code
 *     Content-Type} and {@code Authorization}, which the specification says to ignore
 * @param parametersKnown false if one of them is a reference that leads nowhere
 * @param request the body of its requests
 * @param responses by status: {@code 200}, {@code 4XX}, {@code default}
 * @param deprecated whether it is said to go
 * @param security ways to be let in, any of which will do; never empty
 * @param callbacks what the service calls in turn, by name and expression
 * @param basePaths what stands before the path in a URL, such as {@code /v1}; sorted; empty if no
 *     server is named
 * @param node where it is
 */
public record Operation(
    String method,
    String path,
    Optional<String> id,
    List<Parameter> parameters,
    boolean parametersKnown,
    Optional<Body> request,
    SortedMap<String, Response> responses,
    boolean deprecated,
    List<Credentials> security,
    List<Callback> callbacks,
    List<String> basePaths,
    Node node) {
  public Operation {
    parameters = List.copyOf(parameters);
    responses = Collections.unmodifiableSortedMap(new TreeMap<>(responses));
    security = List.copyOf(security);
    callbacks = List.copyOf(callbacks);
    basePaths = List.copyOf(basePaths);
  }

  /** {@code GET /orders/{id}}, as written. */
  public String element() {
    return method + " " + path;
  }

  /** {@code GET /orders/{}}: equal for operations that answer the same requests. */
  public String key() {
    return method + " " + PathTemplate.erased(path);
  }

  /**
   * The response to a status: the exact one, else that of its range, else the default.
   *
   * @param status such as {@code 404}
   */
  public Optional<Response> response(String status) {
    Response exact = responses.get(status);
    if (exact != null) {
      return Optional.of(exact);
    }
    Response range = status.isEmpty() ? null : responses.get(status.charAt(0) + "XX");
    return Optional.ofNullable(range != null ? range : responses.get("default"));
  }
}
