package dev.winnow.streams.checks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes of the contracts of all repositories that this instance has seen, so that
 * stream threads learn that there is something to look for without reading all of it.
 */
final class IndexRevision {
  private final AtomicLong revision = new AtomicLong();

  long get() {
    return revision.get();
  }

  void grow() {
    revision.incrementAndGet();
  }
}
