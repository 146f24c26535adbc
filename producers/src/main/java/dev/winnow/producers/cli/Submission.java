package dev.winnow.producers.cli;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Hands a task in that keeps all rules. */
final class Submission {
  private final Connection connection;

  Submission(Connection connection) {
    this.connection = connection;
  }

  /** Why an id cannot be used, if the server knows a task of it; one that is away knows none. */
  Optional<Problem> taken(String taskId) {
    try {
      return new Server(connection)
          .task(taskId)
          .map(
              task ->
                  new Problem(
                      "id",
                      "is " + taskId + ", and there is a task of that id already",
                      "change it in the spec, or give another with --id"));
    } catch (ClientException unreachable) {
      return Optional.empty();
    }
  }

  /** Writes the task to its topic, as of now. */
  void publish(Task task) {
    task.setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    new TaskPublisher(connection).publish(task);
  }

  /** How much work it is at most, for a person. */
  static String size(Task task) {
    return task.getMerge()
        .map(Submission::size)
        .orElseGet(
            () ->
                Plain.count(task.getVariants().size(), "variant")
                    + ", at most "
                    + Plain.count(task.getBudget().getAttempts(), "attempt"));
  }

  private static String size(Merge merge) {
    String count = Plain.count(merge.getCandidates().size(), "candidate");
    return merge.getLand()
        ? count + " to land on " + merge.getBranch()
        : count + " to measure on " + merge.getBranch();
  }
}
