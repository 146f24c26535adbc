package dev.winnow.streams.checks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what this instance has seen of the contracts of all repositories, so that stream threads
 * learn that there is something to look for without reading all of it.
 */
final class IndexRevision {
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();

  /** How many records there were, also of commits that changed nothing of a contract. */
  long records() {
    return records.get();
  }

  /** How many of them can be news to the neighbours of a repository. */
  long changes() {
    return changes.get();
  }

  /** There was a record. */
  void grow(boolean isChange) {
    // In this order: who sees the change then reads the contracts anew.
    records.incrementAndGet();
    if (isChange) {
      changes.incrementAndGet();
    }
  }
}
