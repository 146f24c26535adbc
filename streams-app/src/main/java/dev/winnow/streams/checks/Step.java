package dev.winnow.streams.checks;

import dev.winnow.schemas.OpenCheck;

/** What the processors hand to each other; each is about one pull request, the record's key. */
sealed interface Step {
  /** Something is booked: issue what is due, publish what has changed. */
  record Advance() implements Step {}

  /** Infrastructure failed an order: it is to be issued again. */
  record Retry(OpenCheck failed) implements Step {}

  /** The pull request is not kept any longer: neither is what was published of it. */
  record Forget() implements Step {}
}
