package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Audit;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a verdict says of the evaluator's audit. */
class AuditedContestTest {
  private final ContestDriver driver = new ContestDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldCarryTheAuditWhenItIsOfThisEvaluatorAndBase() {
    Task task = Tasks.task("t", 1).build();
    Audit audit = audit(task);
    task.setAudit(audit);

    assertThat(decide(task).getAudit()).isEqualTo(Optional.of(audit));
  }

  @Test
  void shouldNotCarryTheAuditWhenItIsOfAnotherEvaluator() {
    Task task = Tasks.task("t", 1).build();
    task.setAudit(audit(task));
    task.getEvaluator().getRungs().get(0).setTimeoutMs(59_000);

    assertThat(decide(task).getAudit()).isEmpty();
  }

  @Test
  void shouldNotCarryTheAuditWhenItIsOfAnotherBase() {
    Task task = Tasks.task("t", 1).build();
    task.setAudit(audit(task));
    task.getRepository().setBase("b".repeat(40));

    assertThat(decide(task).getAudit()).isEmpty();
  }

  private static Audit audit(Task task) {
    return new Audit(
        EvaluatorDigest.of(task.getEvaluator()),
        task.getRepository().getBase(),
        30,
        19,
        Tasks.START);
  }

  private Verdict decide(Task task) {
    driver.publishTask(task);
    AttemptOrder attempt = driver.newAttempts().get(0);
    driver.publish(ContestDriver.patch(attempt, "a", "0.01"));
    for (EvaluationOrder order : driver.newEvaluations()) {
      driver.publish(ContestDriver.passed(order));
    }
    for (EvaluationOrder order : driver.newEvaluations()) {
      driver.publish(ContestDriver.passed(order, 1));
    }
    return driver.newVerdicts().get(0);
  }
}
