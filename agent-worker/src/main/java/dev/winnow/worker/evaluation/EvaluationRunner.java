package dev.winnow.worker.evaluation;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.HostClass;
import dev.winnow.schemas.Outcome;
import dev.winnow.worker.environment.EnvironmentLabel;
import dev.winnow.worker.environment.Host;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.order.CutOff;
import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.order.TimeLimit;
import dev.winnow.worker.order.UnknownPlaceholderException;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.sandbox.DiskRoom;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Runs evaluations: base and patch checked out in a fresh sandbox, protected paths as in the base,
 * and one rung's command run over it. An order that is a question is given to the judge.
 */
public final class EvaluationRunner implements OrderRunner<EvaluationOrder, EvaluationResult> {
  private static final HostClass HOST = Host.ofThis();

  private final String worker;
  private final Sandboxes sandboxes;
  private final Mirrors mirrors;
  private final RungRunner rungs;
  private final JudgeRunner judges;
  private final Clock clock;

  /**
   * @param worker the worker's name
   * @param sandboxes makes the sandboxes
   * @param mirrors keeps the repositories
   * @param rungs runs the rungs
   * @param judges asks the judges
   * @param clock the time that orders expire by
   */
  public EvaluationRunner(
      String worker,
      Sandboxes sandboxes,
      Mirrors mirrors,
      RungRunner rungs,
      JudgeRunner judges,
      Clock clock) {
    this.worker = worker;
    this.sandboxes = sandboxes;
    this.mirrors = mirrors;
    this.rungs = rungs;
    this.judges = judges;
    this.clock = clock;
  }

  @Override
  public String resultKey(EvaluationOrder order) {
    return order.getTaskId();
  }

  @Override
  public Optional<Grading> grading(EvaluationOrder order) {
    return Optional.of(new Grading(order.getTaskId(), order.getGrade(), order.getIssuedAt()));
  }

  @Override
  public boolean isOnce(EvaluationOrder order) {
    return order.getOnce();
  }

  @Override
  public EvaluationResult notRun(EvaluationOrder order, int delivery, String reason) {
    return failed(begin(order, delivery), reason);
  }

  @Override
  public Optional<EvaluationResult> run(
      EvaluationOrder order, int delivery, Cancellation cancellation) {
    EvaluationResult.Builder result = begin(order, delivery);
    if (!order.getExpiresAt().isAfter(clock.instant())) {
      return Optional.of(failed(result, TimeLimit.EXPIRED));
    }
    try {
      return order.getQuestion().isPresent()
          ? judges.run(order, order.getQuestion().get(), result, cancellation)
          : evaluate(order, delivery, result, cancellation);
    } catch (UnknownPlaceholderException | IOException e) {
      return Optional.of(failed(result, e.getMessage()));
    }
  }

  private Optional<EvaluationResult> evaluate(
      EvaluationOrder order,
      int delivery,
      EvaluationResult.Builder result,
      Cancellation cancellation)
      throws IOException, UnknownPlaceholderException {
    long start = System.nanoTime();
    try (Sandbox sandbox = sandboxes.create(order.getOrderId())) {
      Prepared prepared = prepare(order, sandbox);
      result.setSandboxMs((System.nanoTime() - start) / 1_000_000);
      RungRunner.Subject subject =
          new RungRunner.Subject(
              order.getTaskId(),
              order.getVariant(),
              order.getAttemptId(),
              order.getParameters(),
              order.getRepository(),
              prepared.patch(),
              new EnvironmentLabel(order.getOrderId(), delivery > 1));
      RungResult rung =
          rungs.run(
              order.getRung(),
              order.getFirstBlock(),
              subject,
              sandbox,
              prepared.protectedFiles(),
              order.getExpiresAt(),
              cancellation);
      if (rung.isCancelled()) {
        return cutOff(order, result.setEvaluationMs(rung.evaluationMs()), cancellation);
      }
      return Optional.of(isDiskToBlame(rung) ? failed(ended(result, rung)) : ended(result, rung));
    }
  }

  /**
   * The end of a run that was cancelled.
   *
   * @param result with the time that it took
   * @return empty if it cost nothing, so that somebody else may run it
   */
  static Optional<EvaluationResult> cutOff(
      EvaluationOrder order, EvaluationResult.Builder result, Cancellation cancellation) {
    return order.getOnce()
        ? Optional.of(failed(result, CutOff.reason(cancellation)))
        : Optional.empty();
  }

  /** A command that fails by itself may have failed since it could not write. */
  private boolean isDiskToBlame(RungResult rung) {
    return rung.outcome() == Outcome.REJECTED_BY_GATE
        && rung.exitStatus().isPresent()
        && !sandboxes.room().isThere();
  }

  private static EvaluationResult failed(EvaluationResult rejected) {
    return failed(
        EvaluationResult.newBuilder(rejected), DiskRoom.NONE + "; " + rejected.getReason());
  }

  /** What is in a sandbox before the first sample. */
  private record Prepared(PatchView patch, ProtectedFiles protectedFiles) {}

  private Prepared prepare(EvaluationOrder order, Sandbox sandbox) throws IOException {
    String base = order.getRepository().getBase();
    Path mirror = mirrors.pin(order.getRepository().getUrl(), base);
    Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
    workspace.fetchPatch(
        order.getRepository(), order.getTaskId(), order.getAttemptId(), order.getCommit());
    String tree = workspace.treeWithRestored(order.getCommit(), base, order.getProtectedPaths());
    String subject = "Attempt " + order.getAttemptId() + " of task " + order.getTaskId();
    String judged = workspace.commit(tree, List.of(base), true, subject);
    sandbox.checkOut(workspace, mirror, base, judged);
    return new Prepared(
        PatchView.of(workspace, mirror, base, order.getCommit(), sandbox),
        ProtectedFiles.of(workspace, judged, order.getProtectedPaths(), sandbox));
  }

  private EvaluationResult.Builder begin(EvaluationOrder order, int delivery) {
    return EvaluationResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setClusterId(order.getClusterId())
        .setRungIndex(order.getRungIndex())
        .setDelivery(delivery)
        .setWorker(worker)
        .setHost(HOST)
        .setStartedAt(clock.instant());
  }

  private static EvaluationResult ended(EvaluationResult.Builder result, RungResult rung) {
    rung.exitStatus().ifPresent(result::setExitStatus);
    return result
        .setOutcome(rung.outcome())
        .setReason(rung.reason())
        .setSamples(rung.samples())
        .setBehaviour(rung.behaviour().orElse(null))
        .setEvaluationMs(rung.evaluationMs())
        .setLogTail(rung.logTail())
        .build();
  }

  private static EvaluationResult failed(EvaluationResult.Builder result, String reason) {
    return result.setOutcome(Outcome.INFRASTRUCTURE_FAILED).setReason(Reason.of(reason)).build();
  }
}
