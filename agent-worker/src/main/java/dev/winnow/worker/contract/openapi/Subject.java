package dev.winnow.worker.contract.openapi;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.source.Node;
import java.util.Optional;

/**
 * The operation that changes are about.
 *
 * @param element what it is called in findings
 * @param operation its key, for consumers that call it; empty if the service is the one who calls
 */
record Subject(String element, Optional<String> operation) {
  private static final String KIND = "openapi.";

  static Subject called(Operation operation) {
    return new Subject(operation.element(), Optional.of(operation.key()));
  }

  /** An operation of a webhook or callback: nothing that consumers call. */
  static Subject calling(String holder, Operation operation) {
    return new Subject(holder + " " + operation.method(), Optional.empty());
  }

  /** An element within the operation. */
  String element(String... parts) {
    StringBuilder text = new StringBuilder(element);
    for (String part : parts) {
      if (!part.isEmpty()) {
        text.append(' ').append(part);
      }
    }
    return text.toString();
  }

  Optional<Touch> touch(Part part, String name) {
    return operation.map(key -> new Touch(key, part, name));
  }

  Optional<Touch> whole() {
    return touch(Part.WHOLE, "");
  }

  static Place before(Node node) {
    return node.place(Side.MERGE_BASE);
  }

  static Place after(Node node) {
    return node.place(Side.HEAD);
  }

  /** A change that surely breaks. */
  static Change error(
      String rule,
      String element,
      String message,
      String mend,
      Place place,
      Optional<Touch> touch) {
    return new Change(KIND + rule, Severity.ERROR, 1, element, message, mend, place, touch);
  }

  /** A change of which it is less sure how bad it is. */
  static Change change(
      String rule,
      Severity severity,
      double confidence,
      String element,
      String message,
      String mend,
      Place place,
      Optional<Touch> touch) {
    return new Change(KIND + rule, severity, confidence, element, message, mend, place, touch);
  }
}
