package dev.winnow.streams.checks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of the checks of pull requests and of default branches.
 *
 * @param retryLimit {@code checks.retry.limit}: how often a check that infrastructure failed is
 *     issued again, from 0
 * @param timeout {@code checks.timeout.ms}: how long one check may take
 * @param lostAfter {@code checks.lost.after.ms}: an order without a result for so long counts as
 *     failed by infrastructure; longer than fetching and either timeout may take together
 * @param pricePerHour {@code checks.price.per.hour}: what an hour of checking costs, in US dollars
 * @param budget {@code checks.budget}: the most that the checks of one pull request may cost, in US
 *     dollars; checks that are due only because another repository has changed stop at half of it
 * @param indexBudget {@code checks.index.budget}: the most that reading and scanning the default
 *     branch of one repository may cost in a day of UTC, in US dollars
 * @param scanEvery {@code checks.scan.every.hours}: how often a default branch is scanned, if there
 *     is something new; zero for never
 * @param scanTimeout {@code checks.scan.timeout.ms}: how long one scan may take
 * @param owners {@code checks.owners}: owners whose repositories may show in each other's reports;
 *     those of one owner always may
 * @param closedKept {@code checks.closed.keep.days}: how long a pull request that was closed is
 *     kept after what was last heard of it
 */
public record ChecksConfig(
    int retryLimit,
    Duration timeout,
    Duration lostAfter,
    BigDecimal pricePerHour,
    BigDecimal budget,
    BigDecimal indexBudget,
    Duration scanEvery,
    Duration scanTimeout,
    Set<String> owners,
    Duration closedKept) {
  private static final BigDecimal MS_PER_HOUR = BigDecimal.valueOf(3_600_000);
  private static final int MONEY_SCALE = 6;

  /** A worker has so long to fetch commits before the timeout begins. */
  private static final Duration FETCHING = Duration.ofMinutes(10);

  public ChecksConfig {
    require(retryLimit >= 0, "checks.retry.limit", retryLimit, "at least 0");
    require(timeout.toMillis() >= 1000, "checks.timeout.ms", timeout.toMillis(), "at least 1000");
    requireLonger(lostAfter, timeout, "checks.timeout.ms");
    require(pricePerHour.signum() >= 0, "checks.price.per.hour", pricePerHour, "at least 0");
    require(budget.signum() > 0, "checks.budget", budget, "above 0");
    require(indexBudget.signum() > 0, "checks.index.budget", indexBudget, "above 0");
    require(!scanEvery.isNegative(), "checks.scan.every.hours", scanEvery.toHours(), "at least 0");
    require(
        scanTimeout.toMillis() >= 1000,
        "checks.scan.timeout.ms",
        scanTimeout.toMillis(),
        "at least 1000");
    requireLonger(lostAfter, scanTimeout, "checks.scan.timeout.ms");
    require(closedKept.toDays() >= 1, "checks.closed.keep.days", closedKept.toDays(), "at least 1");
    owners = Set.copyOf(owners);
  }

  /** What one check can cost at most, in US dollars. */
  public BigDecimal mostOfOne() {
    return cost(timeout.toMillis());
  }

  /** What one scan can cost at most, in US dollars. */
  public BigDecimal mostOfScan() {
    return cost(scanTimeout.toMillis());
  }

  /** How far checks that no push asked for may use up a pull request's budget, in US dollars. */
  public BigDecimal budgetOfRechecks() {
    return budget.divide(BigDecimal.valueOf(2), MONEY_SCALE, RoundingMode.DOWN);
  }

  /** What so much time costs, in US dollars; a part of a millionth counts as a whole one. */
  public BigDecimal cost(long milliseconds) {
    return pricePerHour
        .multiply(BigDecimal.valueOf(milliseconds))
        .divide(MS_PER_HOUR, MONEY_SCALE, RoundingMode.UP);
  }

  /** What a worker may still be at would be issued, and paid for, a second time. */
  private static void requireLonger(Duration lostAfter, Duration timeout, String timeoutKey) {
    require(
        lostAfter.compareTo(timeout.plus(FETCHING)) > 0,
        "checks.lost.after.ms",
        lostAfter.toMillis(),
        "more than " + timeoutKey + " and " + FETCHING.toMillis() + " for fetching together");
  }

  private static void require(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(key + " must be " + rule + ", not " + value);
    }
  }
}
