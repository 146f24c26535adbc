package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.BudgetExtension;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow extend TASK}. */
@Command(name = "extend", description = "Raise the budget of a task that is not decided.")
final class ExtendCommand extends ControlCommand {
  @Option(names = "--attempts", paramLabel = "N", description = "So many attempts more.")
  private int attempts;

  @Option(names = "--money", paramLabel = "USD", description = "So many US dollars more.")
  private BigDecimal money;

  @Option(
      names = "--wall-time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "So much more time, such as 30m.")
  private Duration wallTime = Duration.ZERO;

  @Override
  Optional<TaskCommand.Builder> command(JsonNode task) {
    if (isTooFine(money)) {
      return Optional.empty();
    }
    if (attempts == 0 && money == null && wallTime.isZero()) {
      fail("nothing to extend by", "give --attempts, --money or --wall-time");
      return Optional.empty();
    }
    BudgetExtension extension =
        BudgetExtension.newBuilder()
            .setAttempts(attempts)
            .setMoney(scaled(money))
            .setWallTimeMs(wallTime.toMillis())
            .build();
    return Optional.of(
        TaskCommand.newBuilder().setKind(TaskCommandKind.EXTEND).setExtension(extension));
  }

  @Override
  String done(String task) {
    return "Extended. Watch it:  winnow watch " + task;
  }
}
