package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.lint.Linter;
import dev.winnow.producers.merge.MergeTask;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.schemas.spec.TaskWinners;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow merge TASK...}. */
@Command(
    name = "merge",
    description =
        "Combine the winners of decided tasks, measure each combination, and land what helps.")
final class MergeCommand extends WinnowCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "TASK",
      description = "Ids of decided tasks; their winners are tried in this order.")
  private List<String> tasks;

  @Option(
      names = "--spec",
      paramLabel = "SPEC",
      description =
          "A task spec with the repository, evaluator, objectives and budget to go by. Default:"
              + " those of the first task.")
  private Path file;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue = "main",
      description = "The branch to land on. Default: ${DEFAULT-VALUE}.")
  private String branch;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the new task. Default: merge- and the first task's id.")
  private String id;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of the patches that each task kept. Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(names = "--no-land", description = "Measure only, and push nothing to the branch.")
  private boolean isDry;

  @Option(names = "--no-run", description = "Do not run the evaluator on the branch first.")
  private boolean noRun;

  @Option(names = "--watch", description = "Follow it until its verdict.")
  private boolean isWatched;

  private final Optional<BaseProbe> probe;

  MergeCommand(Optional<BaseProbe> probe) {
    this.probe = probe;
  }

  @Override
  int run() {
    if (keep < 1 || keep > TaskRules.MOST_KEPT) {
      return fail(
          "--keep: " + keep + " is out of range",
          "give a whole number from 1 to " + TaskRules.MOST_KEPT);
    }
    Connection connection = connection();
    Parsed source = file == null ? of(new Server(connection)) : spec();
    if (source instanceof Parsed.Invalid invalid) {
      return refuse(invalid.problems());
    }
    List<String> named = List.copyOf(new LinkedHashSet<>(tasks));
    Task task =
        MergeTask.of(
            ((Parsed.Valid) source).task(),
            id == null ? MergeTask.id(named.get(0)) : id,
            branch,
            !isDry);
    Parsed parsed =
        new Linter(noRun ? Optional.empty() : probe, this::warn, winners())
            .lint(task, new TaskWinners(named, keep));
    if (parsed instanceof Parsed.Invalid invalid) {
      return refuse(invalid.problems());
    }
    Submission submission = new Submission(connection);
    Optional<Problem> taken = submission.taken(task.getTaskId());
    if (taken.isPresent()) {
      return refuse(List.of(taken.get()));
    }
    submission.publish(task);
    return tell(connection, task);
  }

  private int tell(Connection connection, Task task) {
    String taskId = task.getTaskId();
    if (isJson() && !isWatched) {
      printJson(
          JSON.createObjectNode()
              .put("taskId", taskId)
              .put("branch", branch)
              .put("base", task.getRepository().getBase())
              .put("candidates", task.getVariants().size()));
    } else if (!isJson()) {
      out().println("Submitted %s: %s.".formatted(taskId, Submission.size(task)));
      out().flush();
    }
    if (isWatched) {
      new LiveBoard(new Server(connection), taskId, Screens.of(this), PATIENCE).follow();
    } else if (!isJson()) {
      out().println("Watch it:   winnow watch " + taskId);
    }
    return DONE;
  }

  /** Another task's evaluator is known to run: only on the branch is it run once more. */
  private Parsed spec() {
    return new Linter(Optional.empty(), this::warn, winners()).lint(file);
  }

  private Parsed of(Server server) {
    String first = tasks.get(0);
    JsonNode answer = server.task(first).orElseThrow(() -> Missing.task(first));
    try {
      return new Parsed.Valid(RecordJson.read(answer.path("task"), Task.class));
    } catch (IllegalArgumentException other) {
      throw new ClientException(
          "the server tells task " + first + " in a way that is not known: " + other.getMessage(),
          "use the version of Winnow that the cluster runs, or give a spec with --spec",
          false);
    }
  }
}
