package dev.winnow.streams.contest.control;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.BudgetExtension;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;

/** Tasks with a raised budget. */
public final class Extensions {
  private Extensions() {}

  /** The task with its budget raised; a budget without a cap on money stays without. */
  public static Task extended(Task task, BudgetExtension by) {
    Budget budget = task.getBudget();
    BigDecimal more = by.getMoney().orElse(BigDecimal.ZERO);
    return Task.newBuilder(task)
        .setBudget(
            Budget.newBuilder(budget)
                .setAttempts(Math.addExact(budget.getAttempts(), by.getAttempts()))
                .setMoney(budget.getMoney().map(money -> money.add(more)).orElse(null))
                .setWallTimeMs(Math.addExact(budget.getWallTimeMs(), by.getWallTimeMs()))
                .build())
        .build();
  }
}
