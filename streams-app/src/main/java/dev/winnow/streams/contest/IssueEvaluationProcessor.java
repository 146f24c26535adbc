package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.store.ContestStores;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Orders the next rung of a cluster. */
final class IssueEvaluationProcessor
    implements Processor<String, Step.EvaluateCluster, String, EvaluationOrder> {
  private ProcessorContext<String, EvaluationOrder> context;
  private ContestStores stores;

  @Override
  public void init(ProcessorContext<String, EvaluationOrder> context) {
    this.context = context;
    this.stores = new ContestStores(context);
  }

  @Override
  public void process(Record<String, Step.EvaluateCluster> record) {
    Step.EvaluateCluster step = record.value();
    String taskId = step.standing().getTaskId();
    Task task = stores.tasks().get(taskId).orElseThrow();
    Contest contest = stores.contests().require(taskId);
    if (contest.getStatus() == ContestStatus.PAUSED) {
      Held.add(contest, OrderKind.EVALUATION, step.standing().getClusterId(), step.retry());
      stores.contests().put(contest, record.timestamp());
      return;
    }
    EvaluationOrder order =
        Orders.evaluation(
            task, contest, step.standing(), step.retry(), Instant.ofEpochMilli(record.timestamp()));
    contest.setEvaluationsIssued(contest.getEvaluationsIssued() + 1);
    contest.setEvaluationsOpen(contest.getEvaluationsOpen() + 1);
    stores.contests().put(contest, record.timestamp());
    stores.openOrders().put(Orders.open(order, step.retry()));
    context.forward(
        record.withKey(order.getOrderId()).withValue(order), ContestTopology.EVALUATIONS_SINK);
  }
}
