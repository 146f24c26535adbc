package dev.winnow.producers.cli;

import dev.winnow.producers.audit.AuditFile;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code winnow submit SPEC}. */
@Command(name = "submit", description = "Lint a task spec and start its contest.")
final class SubmitCommand extends WinnowCommand {

  @Mixin private final LintOptions options;

  @Option(names = "--id", paramLabel = "ID", description = "Use this id in place of the spec's.")
  private String id;

  SubmitCommand(Optional<BaseProbe> probe) {
    options = new LintOptions(probe);
  }

  @Override
  int run() {
    Connection connection = connection();
    Parsed parsed = options.lint(this::warn, winners());
    if (parsed instanceof Parsed.Invalid invalid) {
      return refuse(invalid.problems());
    }
    Task task = ((Parsed.Valid) parsed).task();
    if (id != null) {
      task.setTaskId(id);
      List<Problem> problems = TaskRules.check(task);
      if (!problems.isEmpty()) {
        return refuse(problems);
      }
    }
    Submission submission = new Submission(connection);
    Optional<Problem> taken = submission.taken(task.getTaskId());
    if (taken.isPresent()) {
      return refuse(List.of(taken.get()));
    }
    AuditFile.read(AuditFile.beside(options.file()), task, this::warn).ifPresent(task::setAudit);
    submission.publish(task);
    if (isJson()) {
      printJson(JSON.createObjectNode().put("taskId", task.getTaskId()));
      return DONE;
    }
    out().println("Submitted %s: %s.".formatted(task.getTaskId(), Submission.size(task)));
    if (task.getAudit().isPresent()) {
      out().println("Evaluator:  " + AuditText.share(RecordJson.of(task.getAudit().get())));
    }
    out().println("Watch it:   winnow watch " + task.getTaskId());
    return DONE;
  }
}
