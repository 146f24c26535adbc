package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.ranking.ScoreKey;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.StandingStore;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Books an evaluation: the cluster goes to its next rung, onto the board, or out. */
final class MeasureClusterProcessor
    implements Processor<String, Step.EvaluationSettled, String, Object> {
  private final int retryLimit;
  private ProcessorContext<String, Object> context;
  private ContestStores stores;

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
  }

  @Override
  public void process(Record<String, Step.EvaluationSettled> record) {
    EvaluationResult result = record.value().result();
    String taskId = result.getTaskId();
    Task task = stores.tasks().get(taskId).orElseThrow();
    Standing before = stores.standings().get(taskId, result.getClusterId()).orElseThrow();
    OpenOrder order = record.value().order();
    Instant now = Instant.ofEpochMilli(record.timestamp());
    InfrastructureFailure failure =
        InfrastructureFailure.of(
            result.getOutcome(), order, retryLimit, stores.contests().require(taskId), now);
    if (failure == InfrastructureFailure.CUT_SHORT) {
      return;
    }
    if (failure == InfrastructureFailure.RETRY) {
      context.forward(
          record.withValue(new Step.EvaluateCluster(before, order.getRetry() + 1)),
          ContestTopology.ISSUE_EVALUATION);
      return;
    }
    Standing after = Measuring.apply(task, before, result, now);
    stores.standings().put(after);
    context.forward(
        record.withKey(StandingStore.key(taskId, after.getClusterId())).withValue(after),
        ContestTopology.STANDINGS_SINK);
    if (after.getState() == StandingState.EVALUATING) {
      context.forward(
          record.withValue(new Step.EvaluateCluster(after, 0)), ContestTopology.ISSUE_EVALUATION);
      return;
    }
    count(record, after);
    if (after.getState() == StandingState.MEASURED) {
      stores.ranks().add(taskId, ScoreKey.of(task.getObjectives(), after), after.getClusterId());
      context.forward(
          record.withValue(new Step.RankChanged(after)), ContestTopology.PUBLISH_LEADERBOARD);
    }
  }

  private void count(Record<?, ?> record, Standing standing) {
    Contest contest = stores.contests().require(standing.getTaskId());
    Tally.add(contest, standing.getOutcome().orElseThrow(), standing.getSize());
    if (standing.getState() == StandingState.MEASURED) {
      contest.setMeasured(contest.getMeasured() + 1);
    }
    stores.contests().put(contest, record.timestamp());
  }
}
