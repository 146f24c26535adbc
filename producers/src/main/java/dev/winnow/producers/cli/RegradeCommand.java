package dev.winnow.producers.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.lint.Linter;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Regrading;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.spec.Parsed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow regrade TASK}. */
@Command(
    name = "regrade",
    description =
        "Judge the patches of a decided task by another evaluator, other objectives or a judge;"
            + " no agent runs again.")
final class RegradeCommand extends ControlCommand {
  @Option(
      names = "--spec",
      required = true,
      paramLabel = "SPEC",
      description = "A task spec with the evaluator, objectives, decision and judge to go by.")
  private Path file;

  @Option(
      names = "--wall-time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long it may take (default: the wall time of the spec's budget).")
  private Duration wallTime;

  @Option(
      names = "--money",
      paramLabel = "USD",
      description = "Raise the task's cap on money by so many US dollars, for the evaluator.")
  private BigDecimal money;

  private boolean keepsEvaluator;
  private boolean hasJudge;

  @Override
  Optional<TaskCommand.Builder> command(JsonNode task) {
    if (isTooFine(money)) {
      return Optional.empty();
    }
    Parsed parsed = new Linter(Optional.empty(), this::warn).lint(file);
    if (parsed instanceof Parsed.Invalid invalid) {
      refuse(invalid.problems());
      return Optional.empty();
    }
    Task spec = ((Parsed.Valid) parsed).task();
    hasJudge = spec.getJudge().isPresent();
    keepsEvaluator = isKnown(spec.getEvaluator(), task);
    Regrading regrading =
        Regrading.newBuilder()
            .setEvaluator(keepsEvaluator ? null : spec.getEvaluator())
            .setObjectives(spec.getObjectives())
            .setDecision(spec.getDecision())
            .setJudge(spec.getJudge().orElse(null))
            .setWallTimeMs(
                wallTime == null ? spec.getBudget().getWallTimeMs() : wallTime.toMillis())
            .setMoney(scaled(money))
            .build();
    return Optional.of(
        TaskCommand.newBuilder().setKind(TaskCommandKind.REGRADE).setRegrading(regrading));
  }

  /**
   * Whether a task has this evaluator. Then what was measured holds, and only the order can be
   * another.
   *
   * @param task as the server tells it
   */
  static boolean isKnown(Evaluator evaluator, JsonNode task) {
    try {
      // Read from text as the task is: a node made of a long is not equal to one read from digits.
      return JSON.readTree(RecordJson.of(evaluator).toString())
          .equals(task.path("task").path("evaluator"));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }

  @Override
  String done(String task) {
    if (!keepsEvaluator) {
      return "All patches are evaluated anew. Watch it:  winnow watch " + task;
    }
    String ranked = "The evaluator is the same: ranked anew by what was measured";
    return hasJudge
        ? ranked + ", and the judge is asked about a tie. Watch it:  winnow watch " + task
        : ranked + ". See it:  winnow verdict " + task;
  }
}
