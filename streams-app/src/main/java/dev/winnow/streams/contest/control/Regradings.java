package dev.winnow.streams.contest.control;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Regrading;
import dev.winnow.schemas.Task;

/** Tasks that are judged in another way. */
public final class Regradings {
  private Regradings() {}

  /** The task with what the regrading gives in place of its own. */
  public static Task regraded(Task task, Regrading by) {
    Task.Builder regraded = Task.newBuilder(task);
    by.getEvaluator().ifPresent(regraded::setEvaluator);
    by.getDecision().ifPresent(regraded::setDecision);
    by.getJudge().ifPresent(regraded::setJudge);
    if (!by.getObjectives().isEmpty()) {
      regraded.setObjectives(by.getObjectives());
    }
    by.getMoney()
        .ifPresent(
            more ->
                regraded.setBudget(
                    Budget.newBuilder(task.getBudget())
                        .setMoney(task.getBudget().getMoney().map(more::add).orElse(null))
                        .build()));
    return regraded.build();
  }
}
