package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The body of a request.
 *
 * @param required whether a request must have it
 * @param known false if it is a reference that leads nowhere: nothing is known of its content
 * @param content schemas by media type, in one spelling ({@link MediaTypes#normal}); a missing node
 *     where a media type has no schema
 * @param node where it is
 */
public record Body(boolean required, boolean known, SortedMap<String, Node> content, Node node) {
  public Body {
    content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
  }
}
