package dev.winnow.streams.checks;

import dev.winnow.schemas.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * When a default branch has its turn to be scanned: once an interval, each at a time of its own
 * that its name decides, so that a thousand repositories do not come at once.
 *
 * @param every the interval; above zero
 */
record ScanTurns(Duration every) {

  /** The first turn of a repository after an instant. */
  Instant next(String repository, Instant after) {
    long interval = every.toMillis();
    long own = Math.floorMod(ByteBuffer.wrap(Sha256.of(repository)).getLong(), interval);
    long since = Math.floorMod(after.toEpochMilli() - own, interval);
    return Instant.ofEpochMilli(after.toEpochMilli() - since + interval);
  }
}
