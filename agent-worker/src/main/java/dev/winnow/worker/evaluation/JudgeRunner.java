package dev.winnow.worker.evaluation;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Question;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.order.CutOff;
import dev.winnow.worker.order.Placeholders;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.order.TimeLimit;
import dev.winnow.worker.order.UnknownPlaceholderException;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a judge which of two patches it prefers. It works blind: in one sandbox there are the
 * folders {@code base}, {@code a} and {@code b}, files without git, and nothing says whose patch is
 * where.
 */
public final class JudgeRunner {
  private static final int LOG_TAIL = 8 * 1024;
  private static final int ANSWER_LIMIT = 64 * 1024;

  private final Sandboxes sandboxes;
  private final Mirrors mirrors;
  private final Commands commands;
  private final Confinements confinements;
  private final Map<String, String> environment;
  private final Secrets secrets;
  private final Clock clock;

  /**
   * @param sandboxes makes the sandboxes
   * @param mirrors keeps the repositories
   * @param commands runs the judges
   * @param confinements says what judges may see and use
   * @param environment what the placeholders {@code {{env.NAME}}} stand for, by name
   * @param clock the time that orders expire by
   */
  public JudgeRunner(
      Sandboxes sandboxes,
      Mirrors mirrors,
      Commands commands,
      Confinements confinements,
      Map<String, String> environment,
      Clock clock) {
    this.sandboxes = sandboxes;
    this.mirrors = mirrors;
    this.commands = commands;
    this.confinements = confinements;
    this.environment = Map.copyOf(environment);
    this.secrets = new Secrets(environment);
    this.clock = clock;
  }

  /**
   * Asks.
   *
   * @param order an order that has not expired
   * @param question what is asked
   * @param result the result, with all that is known before
   * @return the result; empty if the run was cancelled and cost nothing
   */
  Optional<EvaluationResult> run(
      EvaluationOrder order,
      Question question,
      EvaluationResult.Builder result,
      Cancellation cancellation)
      throws IOException, UnknownPlaceholderException {
    long start = System.nanoTime();
    // The judge can read in its sandbox what it is for; the order's id says which question it is.
    try (Sandbox sandbox = sandboxes.create(order.getTaskId())) {
      prepare(order, question, sandbox);
      result.setSandboxMs((System.nanoTime() - start) / 1_000_000);
      TimeLimit limit =
          TimeLimit.of(order.getRung().getTimeoutMs(), clock.instant(), order.getExpiresAt());
      if (limit.isOver()) {
        return Optional.of(ended(result, Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED));
      }
      JsonLines lines = new JsonLines(ANSWER_LIMIT);
      Completion completion =
          commands.run(command(order, question, sandbox, limit), cancellation, lines);
      result.setEvaluationMs(completion.duration().toMillis());
      result.setLogTail(secrets.redact(completion.logTail()));
      return completion instanceof Completion.Cancelled
          ? EvaluationRunner.cutOff(
              order, result.setEvaluationMs(CutOff.milliseconds(completion)), cancellation)
          : Optional.of(finish(completion, limit, lines, result));
    }
  }

  private void prepare(EvaluationOrder order, Question question, Sandbox sandbox)
      throws IOException {
    Repository repository = order.getRepository();
    String task = order.getTaskId();
    String base = repository.getBase();
    Workspace workspace =
        Workspace.create(sandbox.workspace(), List.of(mirrors.pin(repository.getUrl(), base)));
    workspace.fetchPatch(repository, task, order.getAttemptId(), order.getCommit());
    workspace.fetchPatch(repository, task, "*", question.getRival());
    Path folder = sandbox.checkout();
    workspace.export(base, Files.createDirectory(folder.resolve("base")));
    export(order, order.getCommit(), workspace, Files.createDirectory(folder.resolve("a")));
    export(order, question.getRival(), workspace, Files.createDirectory(folder.resolve("b")));
    Files.writeString(sandbox.promptFile(), question.getPrompt());
  }

  private static void export(EvaluationOrder order, String patch, Workspace workspace, Path folder)
      throws IOException {
    String base = order.getRepository().getBase();
    workspace.export(workspace.treeWithRestored(patch, base, order.getProtectedPaths()), folder);
  }

  private Command command(
      EvaluationOrder order, Question question, Sandbox sandbox, TimeLimit limit)
      throws IOException, UnknownPlaceholderException {
    Placeholders placeholders =
        new Placeholders()
            .with("prompt", question.getPrompt())
            .with("promptFile", sandbox.promptFile().toString())
            .with("task", order.getTaskId())
            .withAll("env", environment);
    Map<String, String> variables = sandbox.environment();
    variables.putAll(placeholders.expand(order.getRung().getEnvironment()));
    variables.put("WINNOW_TASK", order.getTaskId());
    variables.put("WINNOW_PROMPT_FILE", sandbox.promptFile().toString());
    return new Command(
        placeholders.expand(order.getRung().getCommand()),
        sandbox.checkout(),
        variables,
        sandbox.folder(),
        limit.duration(),
        LOG_TAIL,
        confinements.of(
            sandbox, "judge", order.getRung().getBounds(), order.getRepository(), List.of()));
  }

  private EvaluationResult finish(
      Completion completion, TimeLimit limit, JsonLines lines, EvaluationResult.Builder result) {
    if (completion instanceof Completion.NotStarted notStarted) {
      return ended(
          result,
          Outcome.INFRASTRUCTURE_FAILED,
          "the judge could not be started: " + notStarted.reason());
    }
    if (completion instanceof Completion.OverLimit over) {
      return ended(result, Outcome.AGENT_FAILED, "stopped: the judge " + over.what());
    }
    JudgeAnswer answer = JudgeAnswer.of(lines.lines());
    answer.cost().ifPresent(result::setCost);
    if (!(completion instanceof Completion.Exited exited)) {
      return limit.isExpiry()
          ? ended(result, Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED)
          : ended(
              result,
              Outcome.TIMED_OUT,
              "the judge ran past its timeout of " + limit.duration().toMillis() + " ms");
    }
    result.setExitStatus(exited.status());
    if (exited.status() != 0) {
      return ended(
          result,
          Outcome.AGENT_FAILED,
          Reason.withOutput(
              "the judge exited with " + exited.status(), secrets.redact(completion.logTail())));
    }
    if (lines.isOverLimit()) {
      return ended(
          result,
          Outcome.AGENT_FAILED,
          "the judge gave no answer: it printed more than " + ANSWER_LIMIT + " bytes of JSON");
    }
    if (answer.preference().isEmpty()) {
      return ended(result, Outcome.AGENT_FAILED, "the judge gave no answer: " + answer.problem());
    }
    result.setPreference(answer.preference().get());
    return ended(result, Outcome.SUCCEEDED, "");
  }

  private static EvaluationResult ended(
      EvaluationResult.Builder result, Outcome outcome, String reason) {
    return result.setOutcome(outcome).setReason(Reason.of(reason)).build();
  }
}
