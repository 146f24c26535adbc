package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A parameter of an operation, or a header of a response.
 *
 * @param name as written
 * @param location where a request carries it
 * @param required always true in a path
 * @param deprecated whether it is said to go
 * @param style how values are written; the default of the location if the contract does not say
 * @param explode whether each item of a value stands alone; the default of the style likewise
 * @param allowReserved whether reserved characters may stand as they are
 * @param allowEmptyValue whether the name may stand without a value
 * @param schema its schema; empty if there is none
 * @param content its schemas by media type, where it is written as a document
 * @param node where it is
 */
public record Parameter(
    String name,
    Location location,
    boolean required,
    boolean deprecated,
    String style,
    boolean explode,
    boolean allowReserved,
    boolean allowEmptyValue,
    Optional<Node> schema,
    SortedMap<String, Node> content,
    Node node) {
  /** Where a message carries a parameter. */
  public enum Location {
    PATH,
    QUERY,
    HEADER,
    COOKIE;

    /** As contracts write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Parameter {
    content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
  }

  /** Its name in one spelling: the case of headers does not matter. */
  public String normalName() {
    return location == Location.HEADER ? name.toLowerCase(Locale.ROOT) : name;
  }
}
