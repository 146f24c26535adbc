package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.streams.contest.budget.Dispatch;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.dedup.Clusters;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.deadletter.DeadLetters;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each result once: it closes the order, and a result whose order is not open (redelivered,
 * replayed, late) changes nothing. Books what the order cost.
 */
final class SettleOrderProcessor implements Processor<String, SpecificRecord, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(SettleOrderProcessor.class);

  private ProcessorContext<String, Object> context;
  private ContestStores stores;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof AttemptResult result) {
      if (!rightKey(record, result.getTaskId())) {
        return;
      }
      close(result.getOrderId())
          .ifPresent(
              order -> {
                AttemptResult usable = usable(record, result);
                settle(record, usable, order);
                next(
                    record, new Step.AttemptSettled(usable, order), ContestTopology.RECORD_ATTEMPT);
              });
    } else if (record.value() instanceof EvaluationResult result) {
      if (!rightKey(record, result.getTaskId())) {
        return;
      }
      close(result.getOrderId())
          .ifPresent(
              order -> {
                if (order.getKind() == OrderKind.VOTE) {
                  settleVote(record, result, order);
                  next(record, new Step.VoteSettled(result, order), ContestTopology.RECORD_VOTE);
                } else {
                  settle(record, result, order);
                  next(
                      record,
                      new Step.EvaluationSettled(result, order),
                      ContestTopology.MEASURE_CLUSTER);
                }
              });
    }
  }

  private boolean rightKey(Record<String, SpecificRecord> record, String taskId) {
    if (taskId.equals(record.key())) {
      return true;
    }
    context.forward(
        record.withValue(
            DeadLetters.of(
                context, record.value(), "the record's key is not its taskId '" + taskId + "'")),
        ContestTopology.DEAD_LETTERS_SINK);
    return false;
  }

  /**
   * A result that claims a patch and names none, or a cost that cannot be, is a faulty worker's: it
   * is kept as a dead letter and counts as a failure of infrastructure, so the attempt runs again.
   */
  private AttemptResult usable(Record<String, SpecificRecord> record, AttemptResult result) {
    boolean namesNoPatch =
        result.getOutcome() == Outcome.SUCCEEDED
            && (result.getCommit().isEmpty()
                || result.getDiffHash().map(String::length).orElse(0) < Clusters.ID_LENGTH);
    boolean costsTheImpossible = result.getCost().filter(cost -> !isPossible(cost)).isPresent();
    if (!namesNoPatch && !costsTheImpossible) {
      return result;
    }
    String reason =
        namesNoPatch
            ? "the result is a success without a commit and its hash"
            : "the result's cost is below zero or above " + TaskRules.MOST_COST;
    context.forward(
        record.withValue(DeadLetters.of(context, result, reason)),
        ContestTopology.DEAD_LETTERS_SINK);
    return AttemptResult.newBuilder(result)
        .setOutcome(Outcome.INFRASTRUCTURE_FAILED)
        .setReason(reason)
        .setCost(null)
        .build();
  }

  private Optional<OpenOrder> close(String orderId) {
    Optional<OpenOrder> order = stores.openOrders().close(orderId);
    if (order.isEmpty()) {
      LOG.debug("Result without an open order: dropped. order={}", orderId);
    }
    return order;
  }

  private void next(Record<String, SpecificRecord> record, Step step, String processor) {
    context.forward(record.withValue(step), processor);
    context.forward(record.withValue(new Step.Advance()), ContestTopology.ISSUE_ATTEMPTS);
  }

  private void settle(Record<?, ?> record, AttemptResult result, OpenOrder order) {
    Contest contest = stores.contests().require(result.getTaskId());
    Task task = stores.tasks().get(result.getTaskId()).orElseThrow();
    BigDecimal cost = cost(result, task);
    new Purse(task, contest).settle(order.getReserved(), cost);
    new Dispatch(task, contest).settle(Orders.variant(task, result.getVariant()), cost);
    Spend spend = contest.getSpend();
    spend.setAgentMs(spend.getAgentMs() + result.getAgentMs());
    contest.setAttemptsOpen(contest.getAttemptsOpen() - 1);
    stores.contests().put(contest, record.timestamp());
  }

  private void settle(Record<?, ?> record, EvaluationResult result, OpenOrder order) {
    Contest contest = stores.contests().require(result.getTaskId());
    Task task = stores.tasks().get(result.getTaskId()).orElseThrow();
    // A worker that ends a run a little late does not cost more than it may.
    BigDecimal cost =
        new Prices(task).evaluation(Math.max(0, result.getEvaluationMs())).min(order.getReserved());
    new Purse(task, contest).settle(order.getReserved(), cost);
    Spend spend = contest.getSpend();
    spend.setEvaluationMs(spend.getEvaluationMs() + result.getEvaluationMs());
    tally(contest, result, order);
    if (new Cascade(task).hasMetrics(order.getRungIndex())) {
      contest.setSamples(contest.getSamples() + result.getSamples().size());
    }
    contest.setEvaluationsOpen(contest.getEvaluationsOpen() - 1);
    stores.contests().put(contest, record.timestamp());
  }

  private void settleVote(Record<?, ?> record, EvaluationResult result, OpenOrder order) {
    Contest contest = stores.contests().require(result.getTaskId());
    Task task = stores.tasks().get(result.getTaskId()).orElseThrow();
    new Purse(task, contest).settle(order.getReserved(), cost(result, order));
    stores.contests().put(contest, record.timestamp());
  }

  private static void tally(Contest contest, EvaluationResult result, OpenOrder order) {
    RungTally rung = Rungs.of(contest, order.getRungIndex());
    if (order.getFirstBlock() > 1) {
      rung.setExtra(rung.getExtra() + result.getSamples().size());
      rung.setExtraMs(rung.getExtraMs() + result.getEvaluationMs());
    } else {
      rung.setOpen(rung.getOpen() - 1);
      rung.setClusters(rung.getClusters() + 1);
      rung.setClusterMs(rung.getClusterMs() + result.getEvaluationMs());
    }
  }

  /**
   * An agent that says nothing of its cost is booked at the most it can have cost, for the cap is
   * hard; one that never ran cost nothing.
   */
  static BigDecimal cost(AttemptResult result, Task task) {
    boolean neverRan =
        result.getOutcome() == Outcome.INFRASTRUCTURE_FAILED && result.getAgentMs() == 0;
    return result.getCost().orElse(neverRan ? BigDecimal.ZERO : task.getAgent().getMaxCost());
  }

  /** Of a vote likewise; a judge that claims a cost that cannot be has said nothing of it. */
  static BigDecimal cost(EvaluationResult vote, OpenOrder order) {
    boolean neverRan =
        vote.getOutcome() == Outcome.INFRASTRUCTURE_FAILED && vote.getEvaluationMs() == 0;
    return vote.getCost()
        .filter(SettleOrderProcessor::isPossible)
        .orElse(neverRan ? BigDecimal.ZERO : order.getReserved());
  }

  private static boolean isPossible(BigDecimal cost) {
    return cost.signum() >= 0 && cost.compareTo(TaskRules.MOST_COST) <= 0;
  }
}
