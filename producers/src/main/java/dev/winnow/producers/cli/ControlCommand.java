package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.TaskCommand;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Parameters;

/** What commands have in common that tell a task something: they wait for what comes of it. */
abstract class ControlCommand extends WinnowCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private static final int MONEY_SCALE = 6;

  @Parameters(index = "0", paramLabel = "TASK", description = "Id of a task.")
  private String taskId;

  /**
   * What the task is told.
   *
   * @param task what the server says of the task
   * @return empty if it is nothing, and the reason has been printed
   */
  abstract Optional<TaskCommand.Builder> command(JsonNode task);

  /** What has become of the task, for a person. */
  abstract String done(String task);

  /** Whether {@code --money} has more decimals than a record holds; then that is printed. */
  final boolean isTooFine(BigDecimal money) {
    if (money == null || money.stripTrailingZeros().scale() <= MONEY_SCALE) {
      return false;
    }
    fail("--money: " + money.toPlainString() + " is too fine", "give six decimals at most");
    return true;
  }

  /** Money as records hold it; null stays null. */
  static BigDecimal scaled(BigDecimal money) {
    return money == null ? null : money.setScale(MONEY_SCALE);
  }

  String taskId() {
    return taskId;
  }

  @Override
  int run() {
    Connection connection = connection();
    Server server = new Server(connection);
    JsonNode task = server.task(taskId).orElseThrow(() -> Missing.task(taskId));
    Optional<TaskCommand.Builder> told = command(task);
    if (told.isEmpty()) {
      return BAD_SPEC;
    }
    TaskCommand command =
        told.get()
            .setCommandId(UUID.randomUUID().toString())
            .setTaskId(taskId)
            .setBy(System.getProperty("user.name", ""))
            .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
    new TaskPublisher(connection).publish(command);
    JsonNode outcome = await(server, command.getCommandId());
    if (!outcome.path("applied").asBoolean()) {
      return fail(
          "task " + Plain.text(taskId) + ": " + Plain.text(outcome.path("reason").asText()),
          "see where it stands with `winnow board " + Plain.text(taskId) + "` or `winnow tasks`");
    }
    if (isJson()) {
      printJson(outcome);
    } else {
      out().println(done(Plain.text(taskId)));
    }
    return DONE;
  }

  private JsonNode await(Server server, String commandId) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      for (JsonNode outcome : commands(server)) {
        if (outcome.path("commandId").asText().equals(commandId)) {
          return outcome;
        }
      }
      pause();
    }
    throw new ClientException(
        "the command is written, and nothing has been heard of it for "
            + PATIENCE.toSeconds()
            + " s",
        "see that streams-app runs; it is done as soon as it does",
        true);
  }

  private JsonNode commands(Server server) {
    return server
        .task(taskId)
        .orElseThrow(() -> Missing.task(taskId))
        .path("contest")
        .path("commands");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", "see what became of it with `winnow tasks`", false);
    }
  }
}
