package dev.winnow.worker.contract.schema;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.source.Node;
import java.util.Set;

/**
 * One difference of two schemas, whoever it hits.
 *
 * @param path relative to the schemas
 * @param text the end of a sentence that starts with the path
 */
record Delta(
    String what,
    String path,
    Set<Effect> effects,
    double confidence,
    String text,
    Node where,
    Side side) {

  Delta under(String outer) {
    return new Delta(what, join(outer, path), effects, confidence, text, where, side);
  }

  Delta only(Set<Effect> some) {
    return new Delta(what, path, some, confidence, text, where, side);
  }

  static String join(String outer, String inner) {
    if (outer.isEmpty() || inner.isEmpty()) {
      return outer + inner;
    }
    return inner.startsWith("[") ? outer + inner : outer + "." + inner;
  }
}
