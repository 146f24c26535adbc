package dev.winnow.worker.consumer;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that a service uses and its provider does not promise.
 *
 * @param rule {@code pair.<what>}
 * @param severity {@code ERROR} where the evidence is strong
 * @param confidence how sure it is, above 0 and at most 1
 * @param element consumer, provider and what is used, the same wherever lines move to
 * @param message what is wrong, one sentence
 * @param mend what to do, one sentence
 * @param use the use
 * @param touch what of the provider it is about
 */
public record Mismatch(
    String rule,
    Severity severity,
    double confidence,
    String element,
    String message,
    String mend,
    Use use,
    Touch touch) {
  static final Comparator<Mismatch> ORDER =
      Comparator.comparing(Mismatch::use, Use.ORDER)
          .thenComparing(Mismatch::rule)
          .thenComparing(Mismatch::element)
          .thenComparing(Mismatch::message);

  /** What is used, without the names of the two services. */
  public String what() {
    return element.substring(names(use).length());
  }

  /** What its element begins with. */
  static String names(Use use) {
    return names(use.consumer(), use.provider().orElse(""));
  }

  /** What the element of a mismatch between two services begins with. */
  public static String names(String consumer, String provider) {
    return "%s to %s: ".formatted(consumer, provider);
  }

  /**
   * The mismatch as a change at the place of the use, in the consumer's repository.
   *
   * @param side of which version of that repository the use is
   */
  public Change change(Side side) {
    return new Change(
        rule,
        severity,
        confidence,
        element,
        message,
        mend,
        new Place(use.file(), use.line(), side),
        Optional.of(touch));
  }
}
