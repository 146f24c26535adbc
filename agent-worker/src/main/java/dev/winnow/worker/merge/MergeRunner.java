package dev.winnow.worker.merge;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Combination;
import dev.winnow.schemas.Landing;
import dev.winnow.worker.attempt.PatchGate;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.TimeLimit;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Runs the steps of merge tournaments, and has all other attempts run by their agents. */
public final class MergeRunner implements OrderRunner<AttemptOrder, AttemptResult> {
  private final OrderRunner<AttemptOrder, AttemptResult> agents;
  private final CombinationRunner combinations;
  private final LandingRunner landings;
  private final String worker;
  private final Clock clock;

  /**
   * @param agents runs attempts that are no step of a merge tournament
   * @param sandboxes where workspaces are made
   * @param mirrors keeps the repositories
   * @param trees merges
   * @param gate what no patch may bring
   * @param worker the worker's name
   * @param clock the time that orders expire by
   */
  public MergeRunner(
      OrderRunner<AttemptOrder, AttemptResult> agents,
      Sandboxes sandboxes,
      Mirrors mirrors,
      MergeTrees trees,
      PatchGate gate,
      String worker,
      Clock clock) {
    this.agents = agents;
    this.combinations = new CombinationRunner(sandboxes, mirrors, trees, gate);
    this.landings = new LandingRunner(mirrors);
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public String resultKey(AttemptOrder order) {
    return agents.resultKey(order);
  }

  @Override
  public Optional<Grading> grading(AttemptOrder order) {
    return agents.grading(order);
  }

  @Override
  public boolean isOnce(AttemptOrder order) {
    return agents.isOnce(order);
  }

  @Override
  public AttemptResult notRun(AttemptOrder order, int delivery, String reason) {
    return order.getMerge().isEmpty()
        ? agents.notRun(order, delivery, reason)
        : new Step(order, delivery, worker, clock.instant()).failed(reason);
  }

  @Override
  public Optional<AttemptResult> run(AttemptOrder order, int delivery, Cancellation cancellation) {
    if (order.getMerge().isEmpty()) {
      return agents.run(order, delivery, cancellation);
    }
    if (cancellation.reason().isPresent()) {
      return Optional.empty();
    }
    Step step = new Step(order, delivery, worker, clock.instant());
    if (!order.getExpiresAt().isAfter(clock.instant())) {
      return Optional.of(step.failed(TimeLimit.EXPIRED));
    }
    try {
      return Optional.of(run(order, step));
    } catch (IOException e) {
      // What a stopping worker breaks off is done by another.
      return cancellation.reason().isPresent()
          ? Optional.empty()
          : Optional.of(step.failed(e.getMessage()));
    }
  }

  private AttemptResult run(AttemptOrder order, Step step) throws IOException {
    Object merge = order.getMerge().orElseThrow();
    if (merge instanceof Combination combination) {
      return combinations.run(order, combination, step);
    }
    return landings.run(order, (Landing) merge, step);
  }
}
