package dev.winnow.streams.checks;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.PullRequestReport;
import java.util.List;

/**
 * What the processors hand to each other; each is about one pull request, or the scans of a default
 * branch, which the record's key names.
 */
sealed interface Step {
  /** Something is booked: issue what is due, publish what has changed. */
  record Advance() implements Step {}

  /** Infrastructure failed an order: it is to be issued again. */
  record Retry(OpenCheck failed) implements Step {}

  /** A scan has ended: publish what differs from what was published. */
  record Publish(List<Finding> findings, PullRequestReport report) implements Step {}

  /** It is not kept any longer: neither is what was published of it. */
  record Forget() implements Step {}
}
