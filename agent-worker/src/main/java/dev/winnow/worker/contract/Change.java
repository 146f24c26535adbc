package dev.winnow.worker.contract;

import dev.winnow.schemas.Severity;
import java.util.Objects;
import java.util.Optional;

/**
 * A change between two versions of a contract that a consumer may notice.
 *
 * @param rule the rule that found it, {@code <kind>.<what-happened>}, lower case with dashes
 * @param severity {@code ERROR} if it breaks a consumer that keeps to the old version
 * @param confidence how sure the rule is, above 0 and at most 1
 * @param element what in the contract it is about, in words that do not change when lines move:
 *     with the rule it identifies the finding
 * @param message what is wrong, one sentence with the old and the new
 * @param mend what to do, one sentence
 * @param place where to look: in the new version if the thing is still there, else in the old
 * @param touch what consumers would have to use to be hit; empty if that cannot be said
 */
public record Change(
    String rule,
    Severity severity,
    double confidence,
    String element,
    String message,
    String mend,
    Place place,
    Optional<Touch> touch) {
  public Change {
    Objects.requireNonNull(place, "place");
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence is " + confidence);
    }
  }
}
