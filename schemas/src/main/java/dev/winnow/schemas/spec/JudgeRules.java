package dev.winnow.schemas.spec;

import dev.winnow.schemas.Judge;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;

/** Rules of a task's judge. */
final class JudgeRules {
  private static final int MOST_ROUNDS = 20;

  /** A vote counts when its pair was shown in the other order too. */
  private static final BigDecimal ORDERS = BigDecimal.valueOf(2);

  private JudgeRules() {}

  static void check(Task task, ProblemList problems) {
    task.getJudge().ifPresent(judge -> check(task, judge, problems));
  }

  private static void check(Task task, Judge judge, ProblemList problems) {
    Field field = Field.of("judge");
    CommandRules commands = CommandRules.forJudge(problems);
    commands.checkCommand(field.then("command"), judge.getCommand());
    commands.checkEnvironment(field.then("environment"), judge.getEnvironment());
    BoundsRules.check(field, judge.getBounds(), problems);
    TaskRules.checkTimeout(field.then("timeout"), judge.getTimeoutMs(), problems);
    problems.requireRange(field.then("rounds"), judge.getRounds(), 1, MOST_ROUNDS);
    BigDecimal price = judge.getMaxCost();
    TaskRules.checkMoney(field.then("maxCost"), price, TaskRules.MOST_COST, problems);
    if (task.getBudget().getMoney().isEmpty()) {
      return;
    }
    if (price.signum() == 0) {
      problems.add(
          field.then("maxCost"),
          "is 0, and a judge with no price is refused when money is capped",
          "give the most US dollars that one vote can cost, or take budget.money out");
    } else if (price.multiply(ORDERS).compareTo(task.getBudget().getMoney().get()) > 0) {
      problems.add(
          field.then("maxCost"),
          "is " + price.toPlainString() + ", and two votes are more than all the money there is",
          "lower it to at most half of budget.money, or raise budget.money");
    }
  }
}
