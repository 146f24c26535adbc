package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Ledger;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** The money of a contest: its ledger, kept in its record. */
record Purse(Task task, Contest contest) {

  boolean affords(BigDecimal amount) {
    return ledger().affords(amount);
  }

  /** Sets money aside if the cap allows it; returns whether it did. */
  boolean reserve(BigDecimal amount) {
    boolean isAfforded = affords(amount);
    if (isAfforded) {
      change(ledger -> ledger.reserve(amount));
    }
    return isAfforded;
  }

  /** Gives back what was set aside and is not needed. */
  void release(BigDecimal amount) {
    change(ledger -> ledger.settle(amount, BigDecimal.ZERO));
  }

  /** Gives back what was set aside for an order and books what it cost. */
  void settle(BigDecimal reserved, BigDecimal cost) {
    change(ledger -> ledger.settle(reserved, cost));
  }

  /** Books what was paid without having been set aside. */
  void book(BigDecimal cost) {
    change(ledger -> ledger.book(cost));
  }

  /** At the end: books what is in flight at the most that it can cost; nothing stays set aside. */
  void close(BigDecimal inFlight) {
    change(ledger -> ledger.settle(ledger.spend().getReserved(), inFlight));
  }

  private Ledger ledger() {
    return new Ledger(task.getBudget().getMoney(), contest.getSpend());
  }

  private void change(UnaryOperator<Ledger> step) {
    contest.setSpend(step.apply(ledger()).spend());
  }
}
