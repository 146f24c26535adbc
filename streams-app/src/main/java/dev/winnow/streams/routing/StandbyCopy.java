package dev.winnow.streams.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * What is known of this instance's copy of one partition of a store: up to which time it has all
 * that was written to its changelog.
 *
 * <p>Now and then the end of the changelog is looked at. Once the copy has come as far, it is
 * complete as of the time of that look, also if more has been written meanwhile: so a copy that
 * follows a busy owner closely is known to be complete although it is never at the end.
 *
 * <p>Of a changelog that is written in transactions (KIP-98) a copy never comes to the end by
 * itself: it counts records, and markers of commits and what was aborted stand behind the last one.
 * Whoever fetches passes over them and says so.
 */
final class StandbyCopy {
  /** How many looks are kept that the copy has not come up to. */
  private static final int MOST_LOOKS = 64;

  /** Fills the copy. When it has died, the copy may be emptied without anybody being told. */
  private final Thread filler;

  private final long since;
  private final Deque<Look> looks = new ArrayDeque<>();
  private OptionalLong completeAt = OptionalLong.empty();

  /** From here to {@link #emptyTo} there is nothing to be copied. */
  private long emptyFrom;

  private long emptyTo;

  /** The end of the changelog at a time. */
  private record Look(long at, long end) {}

  /**
   * @param since when it began to be kept up
   * @param offset from where the changelog is fetched
   * @param filler the thread that fills the copy
   */
  StandbyCopy(long since, long offset, Thread filler) {
    this.since = since;
    this.filler = filler;
    emptyFrom = offset;
    emptyTo = offset;
  }

  /**
   * Something was fetched, which need not be in the copy yet.
   *
   * @param last offset of the last record of it; empty if there were only markers, or what was
   *     aborted
   * @param next from where is fetched next
   */
  synchronized void fetched(OptionalLong last, long next) {
    if (last.isPresent()) {
      emptyFrom = last.getAsLong() + 1;
    }
    emptyTo = next;
  }

  /**
   * Somebody has looked. What was seen before this copy was there is of another one.
   *
   * @param at a time before the look
   * @param position the offset after the last record that is in the copy
   * @param end the end of the changelog, looked at after the position
   */
  synchronized void looked(long at, long position, long end) {
    if (at <= since) {
      return;
    }
    if (looks.size() == MOST_LOOKS) {
      looks.removeLast();
    }
    looks.addLast(new Look(at, end));
    long reached = position >= emptyFrom ? Math.max(position, emptyTo) : position;
    while (!looks.isEmpty() && looks.getFirst().end() <= reached) {
      completeAt = OptionalLong.of(looks.removeFirst().at());
    }
  }

  /** The last time as of which the copy is known to be complete. */
  synchronized OptionalLong completeAt() {
    return filler.isAlive() ? completeAt : OptionalLong.empty();
  }
}
