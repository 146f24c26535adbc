package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Spend;
import java.math.BigDecimal;

/**
 * What was seen of a task's money while it ran, in US dollars.
 *
 * @param planned the most that was spent and reserved together, without what came late
 * @param reserved the most that was reserved at once: no more was in flight at any time
 */
record Money(BigDecimal planned, BigDecimal reserved) {
  static final Money NOTHING = new Money(BigDecimal.ZERO, BigDecimal.ZERO);

  /** What a contest says now. */
  static Money of(Contest contest) {
    Spend spend = contest.getSpend();
    return new Money(
        spend.getMoney().add(spend.getReserved()).subtract(late(contest)), spend.getReserved());
  }

  /** What runs cost whose order was settled by another run. */
  static BigDecimal late(Contest contest) {
    return contest.getLateMoney().orElse(BigDecimal.ZERO);
  }

  /** The larger of each. */
  Money max(Money other) {
    return new Money(planned.max(other.planned), reserved.max(other.reserved));
  }

  /** The most that runs can cost that nobody knew of, if all is in flight whenever brokers die. */
  BigDecimal unforeseen(int deaths) {
    return reserved.multiply(BigDecimal.valueOf(deaths));
  }
}
