package dev.winnow.producers.cli;

import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code winnow lint SPEC}. */
@Command(
    name = "lint",
    description = "Check a task spec: its fields, its repository, its evaluator on the base.")
final class LintCommand extends WinnowCommand {

  @Mixin private final LintOptions options;

  LintCommand(Optional<BaseProbe> probe) {
    options = new LintOptions(probe);
  }

  @Override
  int run() {
    Parsed parsed = options.lint(this::warn, winners());
    if (parsed instanceof Parsed.Invalid invalid) {
      return refuse(invalid.problems());
    }
    Task task = ((Parsed.Valid) parsed).task();
    if (isJson()) {
      printJson(
          JSON.createObjectNode()
              .put("valid", true)
              .put("taskId", task.getTaskId())
              .put("base", task.getRepository().getBase())
              .put("variants", task.getVariants().size())
              .put("attempts", task.getBudget().getAttempts())
              .put("evaluatorRun", options.isRun()));
      return DONE;
    }
    out()
        .println(
            "%s is good: %s, base %s"
                .formatted(
                    task.getTaskId(),
                    Submission.size(task),
                    Plain.commit(task.getRepository().getBase())));
    if (!options.isRun()) {
      out().println("The evaluator was not run on the base.");
    }
    return DONE;
  }
}
