package dev.winnow.worker.consumer;

import java.util.Optional;

/**
 * What a use reads of the answers with one status; what is empty is not known.
 *
 * @param contentType that is expected, without parameters, in lower case
 * @param fields dotted paths that are read, such as {@code items[].id}
 */
public record Answer(Optional<String> contentType, Optional<Names> fields) {
  /** The status is handled; nothing more is known. */
  static final Answer UNKNOWN = new Answer(Optional.empty(), Optional.empty());
}
