package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Dispatch;
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
 * replayed, late) changes nothing but what is spent, if it is of a run that is not booked. Books
 * what the order cost.
 */
final class SettleOrderProcessor implements Processor<String, SpecificRecord, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(SettleOrderProcessor.class);

  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private ContestMeters meters;
  private LateRuns late;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.meters = new ContestMeters(context);
    this.late = new LateRuns(stores, meters);
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
      LOG.debug("Result without an open order: only its cost may count. order={}", orderId);
      late.book(orderId, record.value(), record.timestamp())
          .ifPresent(reason -> deadLetter(record, reason));
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

  private void settle(
      Record<String, SpecificRecord> record, AttemptResult result, OpenOrder order) {
    Contest contest = stores.contests().require(result.getTaskId());
    Task task = stores.tasks().get(result.getTaskId()).orElseThrow();
    BigDecimal cost = Costs.ofAttempt(result, task);
    late.settled(task, order, record.value(), result, cost);
    new Purse(task, contest).settle(order.getReserved(), cost);
    new Dispatch(task, contest).settle(Orders.variant(task, result.getVariant()), cost);
    Spend spend = contest.getSpend();
    spend.setAgentMs(spend.getAgentMs() + result.getAgentMs());
    contest.setAttemptsOpen(contest.getAttemptsOpen() - 1);
    stores.contests().put(contest, record.timestamp());
  }

  private void settle(
      Record<String, SpecificRecord> record, EvaluationResult result, OpenOrder order) {
    Contest contest = stores.contests().require(result.getTaskId());
    Task task = stores.tasks().get(result.getTaskId()).orElseThrow();
    BigDecimal cost = Costs.ofEvaluation(result, task, order);
    late.settled(task, order, record.value(), result, cost);
    new Purse(task, contest).settle(order.getReserved(), cost);
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

  private void settleVote(
      Record<String, SpecificRecord> record, EvaluationResult result, OpenOrder order) {
    Contest contest = stores.contests().require(result.getTaskId());
    Task task = stores.tasks().get(result.getTaskId()).orElseThrow();
    BigDecimal cost = Costs.ofVote(result, order);
    late.settled(task, order, record.value(), result, cost);
    new Purse(task, contest).settle(order.getReserved(), cost);
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
}
