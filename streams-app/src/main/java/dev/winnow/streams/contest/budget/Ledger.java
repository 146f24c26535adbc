package dev.winnow.streams.contest.budget;

import dev.winnow.schemas.Spend;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Money of one task: what is reserved for orders that are out is not there for others, so that the
 * cap holds whatever the orders turn out to cost.
 *
 * @param cap the most that may be spent, in US dollars; empty for no cap
 * @param spend what is spent and reserved
 */
public record Ledger(Optional<BigDecimal> cap, Spend spend) {

  /**
   * Whether so much more can be reserved without a chance of passing the cap. What costs nothing
   * can be had always, also when late runs have passed the cap already.
   */
  public boolean affords(BigDecimal amount) {
    return amount.signum() == 0
        || cap.isEmpty()
        || spend.getMoney().add(spend.getReserved()).add(amount).compareTo(cap.get()) <= 0;
  }

  /**
   * Sets money aside for an order, before it is issued.
   *
   * @throws IllegalStateException if the cap does not allow it
   */
  public Ledger reserve(BigDecimal amount) {
    if (!affords(amount)) {
      throw new IllegalStateException("reserving " + amount + " would pass the cap " + cap);
    }
    return with(spend.getMoney(), spend.getReserved().add(amount));
  }

  /** Gives back what was reserved for an order and books what it cost. */
  public Ledger settle(BigDecimal reserved, BigDecimal cost) {
    return with(spend.getMoney().add(cost), spend.getReserved().subtract(reserved));
  }

  /** Books a cost for which nothing was set aside, whether the cap allows it or not: it is paid. */
  public Ledger book(BigDecimal cost) {
    return with(spend.getMoney().add(cost), spend.getReserved());
  }

  private Ledger with(BigDecimal money, BigDecimal reserved) {
    return new Ledger(cap, Spend.newBuilder(spend).setMoney(money).setReserved(reserved).build());
  }
}
