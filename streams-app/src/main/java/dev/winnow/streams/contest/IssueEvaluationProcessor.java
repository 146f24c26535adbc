package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.store.ContestStores;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Orders samples of a cluster. */
final class IssueEvaluationProcessor
    implements Processor<String, Step.EvaluateCluster, String, EvaluationOrder> {
  private ProcessorContext<String, EvaluationOrder> context;
  private ContestStores stores;
  private ContestMeters meters;

  @Override
  public void init(ProcessorContext<String, EvaluationOrder> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.meters = new ContestMeters(context);
  }

  @Override
  public void process(Record<String, Step.EvaluateCluster> record) {
    Step.EvaluateCluster step = record.value();
    String taskId = step.standing().getTaskId();
    Task task = stores.tasks().get(taskId).orElseThrow();
    Contest contest = stores.contests().require(taskId);
    Instant now = Instant.ofEpochMilli(record.timestamp());
    if (Held.isNeeded(contest, now)) {
      Held.add(contest, step);
      stores.contests().put(contest, record.timestamp());
      return;
    }
    boolean isMeasured = step.standing().getState() == StandingState.MEASURED;
    int rung = isMeasured ? new Cascade(task).decisive() : step.standing().getRungsPassed();
    EvaluationOrder order = Orders.evaluation(task, contest, step, rung, now);
    if (!isMeasured) {
      RungTally tally = Rungs.of(contest, rung);
      tally.setOpen(tally.getOpen() + 1);
    }
    contest.setEvaluationsIssued(contest.getEvaluationsIssued() + 1);
    contest.setEvaluationsOpen(contest.getEvaluationsOpen() + 1);
    stores.contests().put(contest, record.timestamp());
    BigDecimal reserved = new Prices(task).samples(rung, step.samples());
    stores.openOrders().put(Orders.open(order, step.retry(), reserved));
    meters.issued(OrderKind.EVALUATION);
    context.forward(
        record.withKey(order.getOrderId()).withValue(order), ContestTopology.EVALUATIONS_SINK);
  }
}
