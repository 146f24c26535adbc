package dev.winnow.worker.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long to wait after failures in a row: each time twice as long.
 *
 * @param first after the first
 * @param longest never longer than this, unless GitHub asks for it
 * @param tries how often to try at all
 */
record Backoff(Duration first, Duration longest, int tries) {
  Backoff {
    if (first.isNegative() || longest.compareTo(first) < 0 || tries < 1) {
      throw new IllegalArgumentException(
          "no way to wait: " + first + ", " + longest + ", " + tries);
    }
  }

  /**
   * @param failures in a row so far, at least 1
   * @param notBefore when GitHub may be asked again, if it said so
   */
  Duration wait(int failures, Optional<Instant> notBefore, Clock clock) {
    Duration wait = first;
    for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    wait = wait.compareTo(longest) < 0 ? wait : longest;
    Duration asked =
        notBefore.map(time -> Duration.between(clock.instant(), time)).orElse(Duration.ZERO);
    return asked.compareTo(wait) > 0 ? asked : wait;
  }
}
