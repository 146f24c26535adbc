package dev.winnow.streams.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one client may ask: a token bucket each. The buckets of the last ten thousand clients
 * are kept; one that is forgotten begins with a full one.
 */
final class RateLimit {
  private static final int MOST_CLIENTS = 10_000;

  private final int perSecond;
  private final int burst;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  /**
   * @param perSecond requests in the long run; 0 for no limit
   * @param burst requests at once, from 1
   */
  RateLimit(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Counts a request, or refuses it and says when to come again. */
  void count(String client) {
    if (perSecond == 0) {
      return;
    }
    ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new RefusedException(
          ProblemKind.TOO_MANY_REQUESTS,
          "at most "
              + perSecond
              + " a second in the long run, and "
              + burst
              + " at once; come again in "
              + seconds
              + " s",
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  private synchronized Bucket bucket(String client) {
    return buckets.computeIfAbsent(
        client,
        each ->
            // By the default, the clock of the day, a bucket gets nothing for as long as that clock
            // was put back.
            Bucket.builder()
                .withNanosecondPrecision()
                .addLimit(
                    limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build());
  }
}
