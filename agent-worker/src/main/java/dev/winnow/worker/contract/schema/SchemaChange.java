package dev.winnow.worker.contract.schema;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.source.Node;

/**
 * A change between two versions of a schema that somebody may notice.
 *
 * @param what what happened, lower case with dashes: the rule's name without its kind
 * @param path dotted path of the value, {@code items[].price}; empty for the whole value, {@code *}
 *     for properties that are not named, {@code [0]} for an item of a tuple
 * @param severity {@code ERROR} if it breaks who keeps to the old version
 * @param confidence how sure it is, above 0 and at most 1
 * @param message what is wrong, one sentence that starts with the path
 * @param mend what to do, one sentence
 * @param where in the new version if the thing is still there, else in the old
 * @param side which of the two
 */
public record SchemaChange(
    String what,
    String path,
    Severity severity,
    double confidence,
    String message,
    String mend,
    Node where,
    Side side) {
  /** The place to look at. */
  public Place place() {
    return where.place(side);
  }
}
