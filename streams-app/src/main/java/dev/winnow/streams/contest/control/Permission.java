package dev.winnow.streams.contest.control;

import dev.winnow.schemas.BudgetExtension;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Regrading;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.streams.contest.budget.Ledger;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.dedup.NamedParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Whether a command can be followed. */
public final class Permission {
  private static final String NOT_DECIDED =
      "it is not decided yet: wait for its verdict, or cancel it first";

  private Permission() {}

  /**
   * Why a command cannot be followed.
   *
   * @return one sentence for a person; empty if it can
   */
  public static Optional<String> refusal(TaskCommand command, Task task, Contest contest) {
    ContestStatus status = contest.getStatus();
    return switch (command.getKind()) {
      case CANCEL -> unless(isOpen(status), ended(status));
      case PAUSE ->
          unless(status == ContestStatus.RUNNING, isOpen(status) ? "it is paused" : ended(status));
      case RESUME ->
          unless(
              status == ContestStatus.PAUSED, isOpen(status) ? "it is not paused" : ended(status));
      case EXTEND ->
          isOpen(status)
              ? command
                  .getExtension()
                  .map(extension -> extension(extension, task, contest))
                  .orElse(Optional.of("it does not say by what to extend the budget"))
              : Optional.of(ended(status));
      case REGRADE ->
          status == ContestStatus.DECIDED
              ? command
                  .getRegrading()
                  .map(regrading -> regrading(regrading, task, contest))
                  .orElse(Optional.of("it does not say what to grade by"))
              : Optional.of(isOpen(status) ? NOT_DECIDED : ended(status));
    };
  }

  /** Whether a contest is neither decided nor refused. */
  public static boolean isOpen(ContestStatus status) {
    return status == ContestStatus.RUNNING || status == ContestStatus.PAUSED;
  }

  private static String ended(ContestStatus status) {
    return status == ContestStatus.REFUSED ? "it was refused" : "it is decided already";
  }

  private static Optional<String> unless(boolean allowed, String refusal) {
    return allowed ? Optional.empty() : Optional.of(refusal);
  }

  private static Optional<String> extension(BudgetExtension by, Task task, Contest contest) {
    BigDecimal money = by.getMoney().orElse(BigDecimal.ZERO);
    if (by.getAttempts() < 0 || by.getWallTimeMs() < 0 || money.signum() < 0) {
      return Optional.of("a budget can be raised and not lowered: cancel the task to stop it");
    }
    if (by.getAttempts() == 0 && by.getWallTimeMs() == 0 && money.signum() == 0) {
      return Optional.of("it does not say by what to extend the budget");
    }
    if (money.signum() > 0 && task.getBudget().getMoney().isEmpty()) {
      return Optional.of("its budget has no cap on money that could be raised");
    }
    long attempts = (long) task.getBudget().getAttempts() + by.getAttempts();
    boolean isPlanned = task.getMerge().isEmpty();
    if (isPlanned && by.getAttempts() > 0 && attempts > contest.getAttemptsPlanned()) {
      return Optional.of(
          "its variants have "
              + contest.getAttemptsPlanned()
              + " attempts in all, and the budget allows "
              + task.getBudget().getAttempts()
              + " of them: extend it by at most the rest");
    }
    if (by.getWallTimeMs() > TaskRules.LONGEST_WALL_TIME_MS) {
      return Optional.of("its wall time would be longer than a task's may be");
    }
    return broken(Extensions.extended(task, by));
  }

  private static Optional<String> regrading(Regrading by, Task task, Contest contest) {
    if (task.getMerge().isPresent()) {
      return Optional.of("it is a merge tournament, which has landed what it decided: run another");
    }
    if (contest.getClusters() == 0) {
      return Optional.of("no attempt of it made a patch");
    }
    if (by.getWallTimeMs() <= 0 || by.getWallTimeMs() > TaskRules.LONGEST_WALL_TIME_MS) {
      return Optional.of("the time for grading has to be above zero and at most 366 days");
    }
    BigDecimal more = by.getMoney().orElse(BigDecimal.ZERO);
    if (more.signum() < 0) {
      return Optional.of("a budget can be raised and not lowered");
    }
    if (more.signum() > 0 && task.getBudget().getMoney().isEmpty()) {
      return Optional.of("its budget has no cap on money that could be raised");
    }
    Task regraded = Regradings.regraded(task, by);
    return broken(regraded)
        .or(() -> by.getEvaluator().flatMap(evaluator -> joined(evaluator, task, contest)))
        .or(() -> by.getEvaluator().flatMap(evaluator -> tooDear(regraded, contest)));
  }

  /** Attempts that are one candidate for having made the same change have one set of parameters. */
  private static Optional<String> joined(Evaluator evaluator, Task task, Contest contest) {
    SortedSet<String> added = NamedParameters.of(evaluator);
    added.removeAll(NamedParameters.of(task.getEvaluator()));
    return added.isEmpty() || contest.getDuplicates() == 0
        ? Optional.empty()
        : Optional.of(
            "the evaluator names {{parameters."
                + added.first()
                + "}}, which the one before did not: attempts that made the same change are one"
                + " candidate by now; submit the spec as a new task");
  }

  /** A grading that ends half-way would put whoever came first in the place of the winner. */
  private static Optional<String> tooDear(Task regraded, Contest contest) {
    Prices prices = new Prices(regraded);
    int most = contest.getClusters() + (regraded.getEvaluator().getControl() ? 1 : 0);
    BigDecimal cost = prices.from(0).multiply(BigDecimal.valueOf(most));
    Ledger ledger = new Ledger(regraded.getBudget().getMoney(), contest.getSpend());
    return ledger.affords(cost)
        ? Optional.empty()
        : Optional.of(
            "grading its "
                + contest.getClusters()
                + " patches can cost $"
                + cost.toPlainString()
                + ", more than the money that is left: raise it by so much (--money), or lower"
                + " evaluator.pricePerHour or the rungs' timeouts");
  }

  private static Optional<String> broken(Task task) {
    List<Problem> problems = TaskRules.check(task);
    return problems.stream()
        .findFirst()
        .map(problem -> problem.field() + ": " + problem.message() + " (" + problem.mend() + ")");
  }
}
