package dev.winnow.producers.cli;

import dev.winnow.producers.audit.AuditFile;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    Parsed parsed = options.lint(this::warn);
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
    if (isTaken(new Server(connection.server()), task.getTaskId())) {
      return refuse(
          List.of(
              new Problem(
                  "id",
                  "is " + task.getTaskId() + ", and there is a task of that id already",
                  "change it in the spec, or give another with --id")));
    }
    AuditFile.read(AuditFile.beside(options.file()), task, this::warn).ifPresent(task::setAudit);
    task.setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    new TaskPublisher(connection).publish(task);
    if (isJson()) {
      printJson(JSON.createObjectNode().put("taskId", task.getTaskId()));
      return DONE;
    }
    out()
        .println(
            "Submitted %s: %s, at most %s."
                .formatted(
                    task.getTaskId(),
                    Plain.count(task.getVariants().size(), "variant"),
                    Plain.count(task.getBudget().getAttempts(), "attempt")));
    if (task.getAudit().isPresent()) {
      out().println("Evaluator:  " + AuditText.share(RecordJson.of(task.getAudit().get())));
    }
    out().println("Watch it:   winnow watch " + task.getTaskId());
    return DONE;
  }

  /** Whether the server knows a task of this id; a server that does not answer knows none. */
  private static boolean isTaken(Server server, String taskId) {
    try {
      return server.task(taskId).isPresent();
    } catch (ClientException unreachable) {
      return false;
    }
  }
}
