package dev.winnow.producers.audit;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The task that audits another one's evaluator: its attempts are mutants of the same base. */
public final class AuditTask {

  private static final String VARIANT = "mutant";
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final int LONGEST_START = 47;
  private static final int ID_DIGITS = 8;

  private AuditTask() {}

  /**
   * The task of an audit. The same audit of the same evaluator and base has the same id.
   *
   * @param task the one whose evaluator is audited
   * @param mutants how many are made
   * @param mutator makes them
   */
  public static Task of(Task task, int mutants, Mutator mutator) {
    Variant first = task.getVariants().get(0);
    Budget budget = task.getBudget();
    return Task.newBuilder()
        .setTaskId(id(task, mutants, mutator))
        .setSubmittedAt(task.getSubmittedAt())
        .setRepository(task.getRepository())
        .setVariants(
            List.of(
                // The evaluator's commands may name parameters.
                Variant.newBuilder()
                    .setName(VARIANT)
                    .setParameters(first.getParameters())
                    .setAttempts(mutants)
                    .build()))
        .setAgent(
            Agent.newBuilder()
                .setCommand(mutator.command())
                .setTimeoutMs(TIMEOUT.toMillis())
                .setMaxCost(BigDecimal.ZERO)
                .setBounds(bounds(task, mutator))
                .build())
        .setEvaluator(evaluator(task.getEvaluator()))
        .setObjectives(task.getObjectives().stream().map(AuditTask::settledByOne).toList())
        .setRankBy(task.getRankBy())
        .setBudget(
            Budget.newBuilder()
                .setAttempts(mutants)
                .setWallTimeMs(budget.getWallTimeMs())
                .setConcurrent(budget.getConcurrent())
                .build())
        // Nobody races: the question is who passes.
        .setDecision(Decision.newBuilder().setEta(1).setMaxSamples(1).setConfirmSamples(0).build())
        .build();
  }

  /** What the spec lets its agent see, the mutator may see too. */
  private static Bounds bounds(Task task, Mutator mutator) {
    Bounds bounds =
        Bounds.newBuilder(task.getAgent().getBounds().orElseGet(() -> Bounds.newBuilder().build()))
            .setNetwork(List.of())
            .build();
    bounds.getReadable().addAll(mutator.readable());
    return bounds;
  }

  private static Evaluator evaluator(Evaluator evaluator) {
    return Evaluator.newBuilder(evaluator)
        .setRungs(
            evaluator.getRungs().stream()
                .map(rung -> Rung.newBuilder(rung).setSamples(1).build())
                .toList())
        .setProtectedChange(ProtectedChange.REJECT)
        .setPricePerHour(null)
        // One that rejects the base too has killed no mutant for what is wrong with it.
        .setControl(true)
        .build();
  }

  private static Objective settledByOne(Objective objective) {
    return Objective.newBuilder(objective).setExact(true).build();
  }

  private static String id(Task task, int mutants, Mutator mutator) {
    String text =
        String.join(
            "\n",
            EvaluatorDigest.of(task.getEvaluator()),
            task.getRepository().getBase(),
            Integer.toString(mutants),
            String.join("\0", mutator.command()));
    String start = task.getTaskId();
    return start.substring(0, Math.min(LONGEST_START, start.length()))
        + "-audit-"
        + Sha256.hex(text).substring(0, ID_DIGITS);
  }
}
