package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operation answers.
 *
 * @param status {@code 200}, a range {@code 4XX}, or {@code default}
 * @param known false if it is a reference that leads nowhere: nothing is known of its content
 * @param content schemas by media type, in one spelling ({@link MediaTypes#normal}); a missing node
 *     where a media type has no schema
 * @param headers by name in lower case; {@code Content-Type} is not among them
 * @param node where it is
 */
public record Response(
    String status,
    boolean known,
    SortedMap<String, Node> content,
    SortedMap<String, Parameter> headers,
    Node node) {
  public Response {
    content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }
}
