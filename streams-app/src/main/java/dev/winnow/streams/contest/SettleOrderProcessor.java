package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Dispatch;
import dev.winnow.streams.contest.budget.Prices;
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
  private ContestMeters meters;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.meters = new ContestMeters(context);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    SpecificRecord value = record.value();
    if (value instanceof AttemptResult result) {
      take(record, result.getTaskId(), result.getOrderId());
    } else if (value instanceof EvaluationResult result) {
      take(record, result.getTaskId(), result.getOrderId());
    }
  }

  private void take(Record<String, SpecificRecord> record, String taskId, String orderId) {
    if (!taskId.equals(record.key())) {
      deadLetter(record, "the record's key is not its taskId '" + taskId + "'");
      return;
    }
    Optional<OpenOrder> order = stores.openOrders().close(orderId);
    if (order.isEmpty()) {
      LOG.debug("Result without an open order: dropped. order={}", orderId);
    } else {
      switch (order.get().getKind()) {
        case ATTEMPT -> {
          if (order.get().getLanding()) {
            landing(record, order.get());
          } else {
            attempt(record, order.get());
          }
        }
        case EVALUATION -> evaluation(record, order.get());
        case VOTE -> vote(record, order.get());
      }
    }
  }

  private void attempt(Record<String, SpecificRecord> record, OpenOrder order) {
    Attempt attempt = stores.attempts().get(order.getTaskId(), order.getSubject()).orElseThrow();
    AttemptResult result =
        usable(record, order, attempt, FaultyResult.ofAttempt(record.value(), order, attempt));
    meters.settled(order.getKind(), result.getOutcome());
    settle(record, result, order);
    next(record, new Step.AttemptSettled(result, order), ContestTopology.RECORD_ATTEMPT);
  }

  private void landing(Record<String, SpecificRecord> record, OpenOrder order) {
    Attempt attempt = stores.attempts().get(order.getTaskId(), order.getSubject()).orElseThrow();
    AttemptResult result =
        usable(record, order, attempt, FaultyResult.ofLanding(record.value(), order, attempt));
    meters.settled(order.getKind(), result.getOutcome());
    Contest contest = stores.contests().require(order.getTaskId());
    contest.setAttemptsOpen(contest.getAttemptsOpen() - 1);
    stores.contests().put(contest, record.timestamp());
    context.forward(
        record.withValue(new Step.LandingSettled(result, order)), ContestTopology.RUN_TOURNAMENT);
    context.forward(record.withValue(new Step.Advance()), ContestTopology.ISSUE_ATTEMPTS);
  }

  private void evaluation(Record<String, SpecificRecord> record, OpenOrder order) {
    EvaluationResult result =
        usable(record, order, FaultyResult.ofEvaluation(record.value(), order));
    meters.settled(order.getKind(), result.getOutcome());
    settle(record, result, order);
    next(record, new Step.EvaluationSettled(result, order), ContestTopology.MEASURE_CLUSTER);
  }

  private void vote(Record<String, SpecificRecord> record, OpenOrder order) {
    EvaluationResult result = usable(record, order, FaultyResult.ofVote(record.value(), order));
    meters.settled(order.getKind(), result.getOutcome());
    settleVote(record, result, order);
    next(record, new Step.VoteSettled(result, order), ContestTopology.RECORD_VOTE);
  }

  /** The result, or what counts in its place if there is a fault. */
  private AttemptResult usable(
      Record<String, SpecificRecord> record,
      OpenOrder order,
      Attempt attempt,
      Optional<String> fault) {
    fault.ifPresent(reason -> deadLetter(record, reason));
    return fault
        .map(reason -> FaultyResult.failed(order, attempt, reason))
        .orElseGet(() -> (AttemptResult) record.value());
  }

  /** Of an evaluation or a vote likewise. */
  private EvaluationResult usable(
      Record<String, SpecificRecord> record, OpenOrder order, Optional<String> fault) {
    fault.ifPresent(reason -> deadLetter(record, reason));
    return fault
        .map(reason -> FaultyResult.failed(order, reason))
        .orElseGet(() -> (EvaluationResult) record.value());
  }

  private void deadLetter(Record<String, SpecificRecord> record, String reason) {
    context.forward(
        record.withValue(DeadLetters.of(context, record.value(), reason)),
        ContestTopology.DEAD_LETTERS_SINK);
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
    new Purse(task, contest).settle(order.getReserved(), cost(result, task, order));
    Spend spend = contest.getSpend();
    spend.setEvaluationMs(spend.getEvaluationMs() + result.getEvaluationMs());
    tally(contest, result, order);
    if (new Cascade(task).hasMetrics(order.getRungIndex())) {
      int samples = result.getSamples().size();
      contest.setSamples(contest.getSamples() + samples);
      contest.setHosts(Hosts.with(contest.getHosts(), result.getHost(), samples));
    }
    contest.setEvaluationsOpen(contest.getEvaluationsOpen() - 1);
    stores.contests().put(contest, record.timestamp());
  }

  private static BigDecimal cost(EvaluationResult result, Task task, OpenOrder order) {
    if (isNotRun(result.getOutcome(), result.getEvaluationMs()) && result.getDelivery() > 1) {
      // Those that were killed in the middle of it have not said for how long they ran.
      return order.getReserved();
    }
    // A worker that ends a run a little late does not cost more than it may.
    return new Prices(task)
        .evaluation(Math.max(0, result.getEvaluationMs()))
        .min(order.getReserved());
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
   * hard; one that never ran cost nothing. Whoever gives an order up after several deliveries has
   * not run it, but those before may have been killed in the middle of it.
   */
  static BigDecimal cost(AttemptResult result, Task task) {
    boolean neverRan =
        isNotRun(result.getOutcome(), result.getAgentMs()) && result.getDelivery() <= 1;
    return result.getCost().orElse(neverRan ? BigDecimal.ZERO : task.getAgent().getMaxCost());
  }

  /** Of a vote likewise. */
  static BigDecimal cost(EvaluationResult vote, OpenOrder order) {
    boolean neverRan =
        isNotRun(vote.getOutcome(), vote.getEvaluationMs()) && vote.getDelivery() <= 1;
    return vote.getCost().orElse(neverRan ? BigDecimal.ZERO : order.getReserved());
  }

  /** Whether the worker that sends a result has run nothing for it. */
  private static boolean isNotRun(Outcome outcome, long milliseconds) {
    return outcome == Outcome.INFRASTRUCTURE_FAILED && milliseconds == 0;
  }
}
