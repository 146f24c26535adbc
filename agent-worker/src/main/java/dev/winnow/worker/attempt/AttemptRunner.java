package dev.winnow.worker.attempt;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.worker.agent.Adapter;
import dev.winnow.worker.agent.Adapters;
import dev.winnow.worker.agent.AgentReport;
import dev.winnow.worker.agent.AgentRun;
import dev.winnow.worker.agent.Launch;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.live.Runs;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.order.CutOff;
import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Placeholders;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.order.TimeLimit;
import dev.winnow.worker.order.UnknownPlaceholderException;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.sandbox.DiskRoom;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs attempts: a checkout of the base in a fresh sandbox, the agent's command in it, and what the
 * agent changed committed and pushed to {@code refs/winnow/<task>/<attempt>} of the results
 * repository. An attempt that is run again writes over its own ref, and no other.
 */
public final class AttemptRunner implements OrderRunner<AttemptOrder, AttemptResult> {
  private static final int LOG_TAIL = 8 * 1024;

  private final String worker;
  private final Sandboxes sandboxes;
  private final Mirrors mirrors;
  private final Commands commands;
  private final Confinements confinements;
  private final Adapters adapters;
  private final Map<String, String> agentEnvironment;
  private final Secrets secrets;
  private final PatchGate gate;
  private final PatchPush push;
  private final Clock clock;
  private final Runs runs;

  /**
   * @param worker the worker's name
   * @param sandboxes makes the sandboxes
   * @param mirrors keeps the repositories
   * @param commands runs the agents
   * @param confinements says what agents may see and use
   * @param adapters know how
   * @param agentEnvironment what the placeholders {@code {{env.NAME}}} of agents stand for, by name
   * @param mostPatchBytes the most that a patch may add
   * @param clock the time that orders expire by
   * @param runs is told who knows what a run costs
   */
  public AttemptRunner(
      String worker,
      Sandboxes sandboxes,
      Mirrors mirrors,
      Commands commands,
      Confinements confinements,
      Adapters adapters,
      Map<String, String> agentEnvironment,
      long mostPatchBytes,
      Clock clock,
      Runs runs) {
    this.worker = worker;
    this.sandboxes = sandboxes;
    this.mirrors = mirrors;
    this.commands = commands;
    this.confinements = confinements;
    this.adapters = adapters;
    this.agentEnvironment = Map.copyOf(agentEnvironment);
    this.secrets = new Secrets(agentEnvironment);
    this.gate = new PatchGate(mostPatchBytes, secrets);
    this.push = new PatchPush(mirrors);
    this.clock = clock;
    this.runs = runs;
  }

  @Override
  public String resultKey(AttemptOrder order) {
    return order.getTaskId();
  }

  /** Attempts are made before the first grading ends, and never after. */
  @Override
  public Optional<Grading> grading(AttemptOrder order) {
    return Optional.of(new Grading(order.getTaskId(), 1, order.getIssuedAt()));
  }

  @Override
  public boolean isOnce(AttemptOrder order) {
    return order.getOnce();
  }

  @Override
  public AttemptResult notRun(AttemptOrder order, int delivery, String reason) {
    return ended(begin(order, delivery), Outcome.INFRASTRUCTURE_FAILED, reason);
  }

  @Override
  public Optional<AttemptResult> run(AttemptOrder order, int delivery, Cancellation cancellation) {
    AttemptResult.Builder result = begin(order, delivery);
    if (!order.getExpiresAt().isAfter(clock.instant())) {
      return Optional.of(ended(result, Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED));
    }
    Optional<Adapter> adapter = adapters.of(order.getAgent().getAdapter());
    if (adapter.isEmpty()) {
      String reason = "this worker has no adapter " + order.getAgent().getAdapter();
      return Optional.of(ended(result, Outcome.INFRASTRUCTURE_FAILED, reason));
    }
    long start = System.nanoTime();
    try (Sandbox sandbox = sandboxes.create(order.getOrderId())) {
      Workspace workspace = prepare(order, sandbox);
      Launch launch = adapter.get().launch(agentRun(order, sandbox));
      runs.of(cancellation).ifPresent(run -> run.meter(launch.meter()::cost));
      result.setSandboxMs((System.nanoTime() - start) / 1_000_000);
      TimeLimit limit =
          TimeLimit.of(order.getAgent().getTimeoutMs(), clock.instant(), order.getExpiresAt());
      AgentEnd end =
          AgentEnd.of(
              adapter.get(),
              launch,
              command(order, adapter.get(), launch, sandbox, limit),
              order.getAgent().getMaxCost(),
              secrets,
              commands,
              cancellation);
      return end.completion() instanceof Completion.Cancelled && !end.isOutOfMoney()
          ? cutOff(order, result, end, cancellation)
          : Optional.of(finish(order, result, end, limit, sandbox, workspace));
    } catch (UnknownPlaceholderException | IOException e) {
      return Optional.of(ended(result, Outcome.INFRASTRUCTURE_FAILED, e.getMessage()));
    }
  }

  private Workspace prepare(AttemptOrder order, Sandbox sandbox) throws IOException {
    String base = order.getRepository().getBase();
    Path mirror = mirrors.pin(order.getRepository().getUrl(), base);
    Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
    sandbox.checkOut(workspace, mirror, base);
    Files.writeString(sandbox.promptFile(), order.getPrompt());
    return workspace;
  }

  private AgentRun agentRun(AttemptOrder order, Sandbox sandbox) {
    Placeholders placeholders =
        new Placeholders()
            .with("prompt", order.getPrompt())
            .with("promptFile", sandbox.promptFile().toString())
            .with("task", order.getTaskId())
            .with("variant", order.getVariant())
            .with("attempt", order.getAttemptId())
            .with("number", Integer.toString(order.getNumber()))
            .withAll("parameters", order.getParameters())
            .withAll("env", agentEnvironment);
    return new AgentRun(
        order, placeholders, sandbox.environment(), sandbox.promptFile(), sandbox.reportFile());
  }

  private Command command(
      AttemptOrder order, Adapter adapter, Launch launch, Sandbox sandbox, TimeLimit limit)
      throws IOException {
    Map<String, String> environment = new HashMap<>(launch.environment());
    environment.put("WINNOW_TASK", order.getTaskId());
    environment.put("WINNOW_VARIANT", order.getVariant());
    environment.put("WINNOW_ATTEMPT", order.getAttemptId());
    environment.put("WINNOW_PROMPT_FILE", sandbox.promptFile().toString());
    environment.put("WINNOW_REPORT", sandbox.reportFile().toString());
    return new Command(
        launch.arguments(),
        sandbox.checkout(),
        environment,
        sandbox.folder(),
        limit.duration(),
        (int) Math.max(1, Math.min(LOG_TAIL, order.getAgent().getOutputLimitBytes())),
        confinements.of(
            sandbox,
            "agent",
            adapter.bounds(order.getAgent()),
            order.getRepository(),
            adapter.needed()));
  }

  /** What it has cost by then is not known: a call to a model may have been under way. */
  private static Optional<AttemptResult> cutOff(
      AttemptOrder order, AttemptResult.Builder result, AgentEnd end, Cancellation cancellation) {
    result.setAgentMs(CutOff.milliseconds(end.completion()));
    return order.getOnce()
        ? Optional.of(ended(result, Outcome.INFRASTRUCTURE_FAILED, CutOff.reason(cancellation)))
        : Optional.empty();
  }

  private AttemptResult finish(
      AttemptOrder order,
      AttemptResult.Builder result,
      AgentEnd end,
      TimeLimit limit,
      Sandbox sandbox,
      Workspace workspace)
      throws IOException {
    Completion completion = end.completion();
    AgentReport report = AgentReport.read(sandbox.reportFile(), sandbox.folder()).redacted(secrets);
    end.cost().ifPresent(result::setCost);
    result.setAgentMs(completion.duration().toMillis());
    result.setLogTail(end.logTail(report));
    if (end.isOutOfMoney()) {
      return ended(result, Outcome.AGENT_FAILED, end.outOfMoney());
    }
    Optional<String> notStarted = end.notStarted();
    if (notStarted.isPresent()) {
      String reason = "the agent could not be started: " + notStarted.get();
      return ended(result, Outcome.INFRASTRUCTURE_FAILED, reason);
    }
    if (completion instanceof Completion.Exited exited) {
      result.setExitStatus(exited.status());
      AttemptResult ended =
          exited.status() == 0
              ? patched(order, end.note(report), end.failure(), result, sandbox, workspace)
              : ended(result, Outcome.AGENT_FAILED, end.failure());
      return ended.getOutcome() == Outcome.SUCCEEDED || sandboxes.room().isThere()
          ? ended
          : ended(
              AttemptResult.newBuilder(ended),
              Outcome.INFRASTRUCTURE_FAILED,
              DiskRoom.NONE + "; " + ended.getReason());
    }
    if (completion instanceof Completion.OverLimit over) {
      return ended(result, Outcome.AGENT_FAILED, "stopped: the agent " + over.what());
    }
    if (limit.isExpiry()) {
      return ended(result, Outcome.INFRASTRUCTURE_FAILED, TimeLimit.EXPIRED);
    }
    String reason = "the agent ran past its timeout of " + limit.duration().toMillis() + " ms";
    return ended(result, Outcome.TIMED_OUT, reason);
  }

  private AttemptResult patched(
      AttemptOrder order,
      Note note,
      String failure,
      AttemptResult.Builder result,
      Sandbox sandbox,
      Workspace workspace)
      throws IOException {
    Patch patch = Patch.of(order, note, workspace, sandbox.checkout(), gate);
    if (patch instanceof Patch.None) {
      String why = failure.isEmpty() ? "" : ": " + failure;
      return ended(result, Outcome.NO_CHANGE, "the agent changed nothing" + why);
    }
    if (patch instanceof Patch.Refused refused) {
      return ended(result, Outcome.REJECTED_BY_GATE, refused.reason());
    }
    Patch.Made made = (Patch.Made) patch;
    push.push(order, made.commit(), workspace);
    made.describe(result);
    return ended(result, Outcome.SUCCEEDED, "");
  }

  private AttemptResult.Builder begin(AttemptOrder order, int delivery) {
    return AttemptResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setAttemptId(order.getAttemptId())
        .setVariant(order.getVariant())
        .setDelivery(delivery)
        .setWorker(worker)
        .setStartedAt(clock.instant());
  }

  private static AttemptResult ended(AttemptResult.Builder result, Outcome outcome, String reason) {
    return result.setOutcome(outcome).setReason(Reason.of(reason)).build();
  }
}
