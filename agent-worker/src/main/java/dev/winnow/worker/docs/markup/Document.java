package dev.winnow.worker.docs.markup;

import java.util.List;
import java.util.Set;

/**
 * A document, or the comments of a file of code, read.
 *
 * @param file its path in the tree
 * @param spans in the order of their lines
 * @param anchors what a link to a place in it may name, without the {@code #}
 */
public record Document(String file, List<Span> spans, Set<String> anchors) {
  public Document {
    spans = List.copyOf(spans);
    anchors = Set.copyOf(anchors);
  }
}
