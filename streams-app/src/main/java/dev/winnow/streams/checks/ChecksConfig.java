package dev.winnow.streams.checks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Settings of the checks.
 *
 * @param retryLimit {@code checks.retry.limit}: how often a check that infrastructure failed is
 *     issued again, from 0
 * @param timeout {@code checks.timeout.ms}: how long one check may take
 * @param lostAfter {@code checks.lost.after.ms}: an order without a result for so long counts as
 *     failed by infrastructure
 * @param pricePerHour {@code checks.price.per.hour}: what an hour of checking costs, in US dollars
 * @param budget {@code checks.budget}: the most that the checks of one pull request may cost, in US
 *     dollars
 */
public record ChecksConfig(
    int retryLimit,
    Duration timeout,
    Duration lostAfter,
    BigDecimal pricePerHour,
    BigDecimal budget) {
  private static final BigDecimal MS_PER_HOUR = BigDecimal.valueOf(3_600_000);
  private static final int MONEY_SCALE = 6;

  public ChecksConfig {
    require(retryLimit >= 0, "checks.retry.limit", retryLimit, "at least 0");
    require(timeout.toMillis() >= 1000, "checks.timeout.ms", timeout.toMillis(), "at least 1000");
    require(
        lostAfter.compareTo(timeout) > 0,
        "checks.lost.after.ms",
        lostAfter.toMillis(),
        "more than checks.timeout.ms");
    require(pricePerHour.signum() >= 0, "checks.price.per.hour", pricePerHour, "at least 0");
    require(budget.signum() > 0, "checks.budget", budget, "above 0");
  }

  /** What so much time costs, in US dollars; a part of a millionth counts as a whole one. */
  public BigDecimal cost(long milliseconds) {
    return pricePerHour
        .multiply(BigDecimal.valueOf(milliseconds))
        .divide(MS_PER_HOUR, MONEY_SCALE, RoundingMode.UP);
  }

  private static void require(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(key + " must be " + rule + ", not " + value);
    }
  }
}
