package dev.winnow.producers.webhook;

import java.util.Locale;

/** What became of a delivery. */
enum Outcome {
  /** Kafka has what it tells. */
  PUBLISHED,
  /** Genuine, and tells nothing that a check needs. */
  COUNTED,
  /** Taken before, and not published again. */
  REPEATED,
  /** No signature, or one that no secret makes. */
  UNSIGNED,
  /** Larger than GitHub's payloads can be. */
  TOO_LARGE,
  /** Genuine, and not what GitHub describes. */
  INVALID,
  /** Kafka, the registry or this server could not take it now. */
  UNAVAILABLE;

  /** The outcome as it is told to others. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
