package dev.winnow.streams.checks;

import dev.winnow.schemas.RepositoryProgress;
import dev.winnow.schemas.Spend;
import dev.winnow.streams.contest.budget.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What reading and scanning the default branch of one repository may cost in a day of UTC. */
final class IndexBudget {
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(6);

  private IndexBudget() {}

  /**
   * Sets the money for one order aside.
   *
   * @param most what the order can cost
   * @return false if there is not enough left today
   */
  static boolean reserve(
      RepositoryProgress repository, ChecksConfig config, BigDecimal most, Instant now) {
    Ledger ledger = today(repository, config, now);
    if (!ledger.affords(most)) {
      return false;
    }
    repository.setSpend(ledger.reserve(most).spend());
    return true;
  }

  /**
   * Books an order that has ended, on the day that it ended.
   *
   * @param most what was set aside for it
   */
  static void settle(
      RepositoryProgress repository,
      ChecksConfig config,
      BigDecimal most,
      long checkMs,
      Instant now) {
    Ledger ledger = today(repository, config, now);
    BigDecimal reserved = ledger.spend().getReserved().min(most);
    repository.setSpend(ledger.settle(reserved, config.cost(checkMs)).spend());
  }

  /** What is reserved goes over to the next day, what is spent does not. */
  private static Ledger today(RepositoryProgress repository, ChecksConfig config, Instant now) {
    int day = (int) LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
    Spend spend = repository.getSpend().orElseGet(() -> new Spend(NOTHING, NOTHING, 0L, 0L));
    if (repository.getSpendDay() != day) {
      spend = new Spend(NOTHING, spend.getReserved(), 0L, 0L);
    }
    repository.setSpend(spend);
    repository.setSpendDay(day);
    return new Ledger(Optional.of(config.indexBudget()), spend);
  }
}
