package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;

/**
 * A value and where it is.
 *
 * @param document the document it is in
 * @param pointer where in the document
 * @param value what is there; a missing node if nothing is
 */
public record Node(SourceDocument document, JsonPointer pointer, JsonNode value) {
  /** The field of an object; its value is a missing node if there is no such field. */
  public Node child(String name) {
    return new Node(document, pointer.appendProperty(name), value.path(name));
  }

  /** The item of an array; its value is a missing node if there is no such item. */
  public Node child(int index) {
    return new Node(document, pointer.appendIndex(index), value.path(index));
  }

  /** Whether there is a value at all. */
  public boolean exists() {
    return !value.isMissingNode();
  }

  /** From 1. */
  public int line() {
    return document.line(pointer);
  }

  /** The place to look at in one of the two versions. */
  public Place place(Side side) {
    return new Place(file(), line(), document.column(pointer), side);
  }

  /** Path of its document in the tree. */
  public String file() {
    return document.file();
  }

  /** Names the place: equal for the same place of the same tree. */
  public String id() {
    return document.file() + "#" + pointer;
  }

  @Override
  public String toString() {
    return id();
  }
}
