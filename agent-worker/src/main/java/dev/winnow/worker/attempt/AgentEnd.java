package dev.winnow.worker.attempt;

import dev.winnow.worker.agent.Adapter;
import dev.winnow.worker.agent.AgentReport;
import dev.winnow.worker.agent.Launch;
import dev.winnow.worker.agent.Meter;
import dev.winnow.worker.agent.SpendingLimit;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an agent's run ended, and what it took.
 *
 * @param completion how its process ended
 * @param meter what it cost
 * @param spending why the run was stopped, if it was for its cost
 * @param isByShell whether a shell started the agent
 * @param most what it may cost in US dollars; 0 for no limit
 * @param secrets are taken out of all that it says
 */
record AgentEnd(
    Completion completion,
    Meter meter,
    SpendingLimit spending,
    boolean isByShell,
    BigDecimal most,
    Secrets secrets) {
  private static final Logger log = LoggerFactory.getLogger(AgentEnd.class);
  private static final BigDecimal NOTHING = new BigDecimal("0.000000");
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  /** Runs an agent to its end. */
  static AgentEnd of(
      Adapter adapter,
      Launch launch,
      Command command,
      BigDecimal most,
      Secrets secrets,
      Commands commands,
      Cancellation cancellation) {
    SpendingLimit spending = new SpendingLimit(launch.meter(), most, cancellation);
    try (spending) {
      Completion completion = commands.run(command, spending.cancellation(), spending);
      return new AgentEnd(
          completion, launch.meter(), spending, adapter.isStartedByShell(), most, secrets);
    }
  }

  /** What it cost; empty if nobody knows. */
  Optional<BigDecimal> cost() {
    Set<String> unpriced = meter.unpriced();
    if (!unpriced.isEmpty()) {
      log.warn(
          "The cost of an attempt is not known: no price of {}; add it to worker.prices", unpriced);
    }
    return notStarted().isPresent() ? Optional.of(NOTHING) : meter.cost();
  }

  /** Whether it was stopped for its cost, by the worker or by the tool itself. */
  boolean isOutOfMoney() {
    boolean isSuccess = completion instanceof Completion.Exited exited && exited.status() == 0;
    return spending.isReached() && completion instanceof Completion.Cancelled
        || most.signum() > 0 && !isSuccess && meter.reaches(most);
  }

  /** That it was, with the figures. */
  String outOfMoney() {
    return spending.reason();
  }

  /** Why it did not even start; empty if it did. */
  Optional<String> notStarted() {
    if (completion instanceof Completion.NotStarted notStarted) {
      return Optional.of(notStarted.reason());
    }
    boolean isShells =
        isByShell
            && completion instanceof Completion.Exited exited
            && (exited.status() == NOT_EXECUTABLE || exited.status() == NOT_FOUND);
    return isShells && meter.tokens().isEmpty()
        ? Optional.of(Reason.withOutput("the tool cannot be run", output()))
        : Optional.empty();
  }

  /** Why it failed, in its own words if it has any; empty if it did not say and did not fail. */
  String failure() {
    if (completion instanceof Completion.Exited exited && exited.status() != 0) {
      String what = "the agent exited with " + exited.status();
      return meter
          .failure()
          .map(why -> Reason.of(what + ": " + secrets.redact(why)))
          .orElseGet(() -> Reason.withOutput(what, output()));
    }
    return secrets.redact(meter.failure().orElse(""));
  }

  private String output() {
    return secrets.redact(completion.logTail());
  }

  /** What it says of its patch: in its report, or else the last that it said. */
  Note note(AgentReport report) {
    return report.note().text().isEmpty()
        ? new Note(secrets.redact(meter.lastWord().orElse("")))
        : report.note();
  }

  /** The end of its output, with what else is worth knowing. */
  String logTail(AgentReport report) {
    StringBuilder tail = new StringBuilder(output());
    if (!report.problem().isEmpty()) {
      tail.append("\n[").append(report.problem()).append(']');
    }
    meter
        .tokens()
        .forEach(
            (model, tokens) ->
                tail.append("\n[")
                    .append(model.isEmpty() ? "a model that is not named" : model)
                    .append(": ")
                    .append(tokens)
                    .append(" tokens]"));
    meter.unpriced().forEach(model -> tail.append("\n[no price of '").append(model).append("']"));
    return tail.toString();
  }
}
