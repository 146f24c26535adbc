package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.budget.Progress;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.ranking.ScoreKey;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.StandingStore;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Books an evaluation: the cluster goes to its next rung, onto the board, or out. */
final class MeasureClusterProcessor
    implements Processor<String, Step.EvaluationSettled, String, Object> {
  private final int retryLimit;
  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private FamilyRegister families;

  /**
   * @param retryLimit how often an evaluation that infrastructure failed is issued again
   */
  MeasureClusterProcessor(int retryLimit) {
    this.retryLimit = retryLimit;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.families = new FamilyRegister(stores);
  }

  @Override
  public void process(Record<String, Step.EvaluationSettled> record) {
    EvaluationResult result = record.value().result();
    OpenOrder order = record.value().order();
    String taskId = result.getTaskId();
    Task task = stores.tasks().get(taskId).orElseThrow();
    Contest contest = stores.contests().require(taskId);
    Standing before = stores.standings().get(taskId, result.getClusterId()).orElseThrow();
    Instant now = Instant.ofEpochMilli(record.timestamp());
    InfrastructureFailure failure =
        InfrastructureFailure.of(result.getOutcome(), order, retryLimit);
    if (before.getState() == StandingState.REJECTED) {
      return;
    }
    boolean isMore = order.getFirstBlock() > 1;
    if (failure == InfrastructureFailure.RETRY) {
      if (new Purse(task, contest).reserve(order.getReserved())) {
        stores.contests().put(contest, record.timestamp());
        context.forward(
            record.withValue(
                new Step.EvaluateCluster(
                    before, order.getFirstBlock(), order.getSamples(), order.getRetry() + 1)),
            ContestTopology.ISSUE_EVALUATION);
      } else if (!isMore) {
        new Purse(task, contest).release(new Prices(task).from(before.getRungsPassed() + 1));
        Unpaid.add(contest, before);
        stores.contests().put(contest, record.timestamp());
      }
      return;
    }
    if (!isMore) {
      first(record, task, contest, before);
    } else if (failure == InfrastructureFailure.NONE) {
      // What infrastructure has lost of more samples says nothing: the others are enough or not.
      more(record, task, contest, before);
    }
  }

  private void first(
      Record<String, Step.EvaluationSettled> record, Task task, Contest contest, Standing before) {
    EvaluationResult result = record.value().result();
    Instant now = Instant.ofEpochMilli(record.timestamp());
    Standing after = Measuring.apply(task, before, result, now);
    int rung = before.getRungsPassed();
    boolean isStopped =
        after.getState() == StandingState.EVALUATING && isSelective(task, after, result);
    if (isStopped) {
      after = Standing.newBuilder(after).setState(StandingState.WAITING).build();
      byte[] key = Candidates.keyOfKnown(task, after);
      stores.rungs().add(task.getTaskId(), rung, key, after.getClusterId());
      RungTally tally = Rungs.of(contest, rung);
      tally.setWaiting(tally.getWaiting() + 1);
    }
    if (after.getState() != StandingState.EVALUATING) {
      new Purse(task, contest).release(new Prices(task).from(rung + 1));
    }
    if (after.getState() != StandingState.REJECTED && rung == new Cascade(task).decisive()) {
      stores.samples().put(task.getTaskId(), after.getClusterId(), 1, result.getSamples());
    }
    stores.contests().put(contest, record.timestamp());
    save(record, after);
    switch (after.getState()) {
      case EVALUATING ->
          context.forward(
              record.withValue(Step.EvaluateCluster.next(task, after)),
              ContestTopology.ISSUE_EVALUATION);
      case MEASURED -> enter(record, task, contest, after);
      case REJECTED -> reject(record, task, contest, after);
      case WAITING -> {}
    }
  }

  /** Whether only the best go on from the rung that a cluster has just passed. */
  private static boolean isSelective(Task task, Standing passed, EvaluationResult result) {
    return !passed.getControl()
        && new Cascade(task).isSelective(passed.getRungsPassed() - 1)
        && task.getObjectives().stream()
            .map(Objective::getMetric)
            .anyMatch(
                metric ->
                    result.getSamples().stream()
                        .anyMatch(sample -> sample.getMetrics().containsKey(metric)));
  }

  private void enter(Record<?, ?> record, Task task, Contest contest, Standing measured) {
    if (!measured.getControl()) {
      contest.setMeasured(contest.getMeasured() + 1);
      Tally.add(contest, measured.getOutcome().orElseThrow(), measured.getSize());
      if (isBetterThanLeader(task, measured)) {
        String first = task.getObjectives().get(0).getMetric();
        Progress.gained(contest, measured.getMetrics().get(first).getMean());
      }
      stores.contests().put(contest, record.timestamp());
      stores.ranks().add(task.getTaskId(), Candidates.key(task, measured), measured.getClusterId());
      families.measured(task, measured);
    }
    rankChanged(record, measured);
  }

  /** By what was measured, and by no less than the tolerance; a lower cost is no gain. */
  private boolean isBetterThanLeader(Task task, Standing measured) {
    byte[] key = Candidates.key(task, measured);
    return stores.ranks().top(task.getTaskId(), 1).stream()
        .map(id -> stores.standings().get(task.getTaskId(), id).orElseThrow())
        .map(leader -> Candidates.key(task, leader))
        .noneMatch(
            leader ->
                Arrays.compareUnsigned(leader, key) < 0
                    || ScoreKey.tied(task.getRankBy(), task.getObjectives(), leader, key));
  }

  private void reject(Record<?, ?> record, Task task, Contest contest, Standing rejected) {
    if (!rejected.getControl()) {
      Tally.add(contest, rejected.getOutcome().orElseThrow(), rejected.getSize());
      stores.contests().put(contest, record.timestamp());
      families.rejected(task, rejected);
    }
  }

  private void more(
      Record<String, Step.EvaluationSettled> record, Task task, Contest contest, Standing before) {
    EvaluationResult result = record.value().result();
    String taskId = task.getTaskId();
    String id = before.getClusterId();
    stores.samples().put(taskId, id, record.value().order().getFirstBlock(), result.getSamples());
    Standing after =
        Measuring.more(
            task,
            before,
            result,
            stores.samples().of(taskId, id),
            Instant.ofEpochMilli(record.timestamp()));
    save(record, after);
    if (!before.getControl()) {
      stores.ranks().remove(taskId, Candidates.key(task, before), id);
      if (after.getState() == StandingState.MEASURED) {
        stores.ranks().add(taskId, Candidates.key(task, after), id);
      } else {
        // It was counted as a success; a sample that fails says that it is none.
        contest.setMeasured(contest.getMeasured() - 1);
        Tally.add(contest, Outcome.SUCCEEDED, -after.getSize());
        reject(record, task, contest, after);
      }
    }
    rankChanged(record, after);
  }

  private void rankChanged(Record<?, ?> record, Standing standing) {
    context.forward(
        new Record<>(standing.getTaskId(), new Step.RankChanged(standing), record.timestamp()),
        ContestTopology.PUBLISH_LEADERBOARD);
  }

  private void save(Record<?, ?> record, Standing standing) {
    stores.standings().put(standing);
    context.forward(
        new Record<>(
            StandingStore.key(standing.getTaskId(), standing.getClusterId()),
            standing,
            record.timestamp()),
        ContestTopology.STANDINGS_SINK);
  }
}
