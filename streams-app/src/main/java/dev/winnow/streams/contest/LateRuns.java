package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.SettledOrder;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Dispatch;
import dev.winnow.streams.contest.store.ContestStores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books what runs cost whose order was settled by another run, each once. A broker that is killed
 * forgets how often it has delivered an order, so an order that costs money can be run twice.
 */
final class LateRuns {
  private static final Logger LOG = LoggerFactory.getLogger(LateRuns.class);

  private final ContestStores stores;
  private final ContestMeters meters;

  LateRuns(ContestStores stores, ContestMeters meters) {
    this.stores = stores;
    this.meters = meters;
  }

  /**
   * Keeps by what run an order was settled.
   *
   * @param came the result that came, whether it could be used or not
   * @param counted what counted in its place, or itself
   * @param cost what was booked for it
   */
  void settled(
      Task task, OpenOrder order, SpecificRecord came, SpecificRecord counted, BigDecimal cost) {
    if (Costs.most(task, order).max(cost).signum() > 0) {
      Optional<String> run = Costs.run(came);
      boolean isAssumed = run.isEmpty() && Costs.isNotRun(counted);
      keep(order, run.stream().toList(), isAssumed ? cost : BigDecimal.ZERO);
    }
  }

  /** Keeps that an order was closed at the end, and its run booked at the most. */
  void closed(Task task, OpenOrder order) {
    BigDecimal most = Costs.most(task, order);
    if (most.signum() > 0 && !order.getLanding()) {
      keep(order, List.of(), most);
    }
  }

  private void keep(OpenOrder order, List<String> runs, BigDecimal assumed) {
    stores
        .settledOrders()
        .put(
            SettledOrder.newBuilder()
                .setOrderId(order.getOrderId())
                .setTaskId(order.getTaskId())
                .setKind(order.getKind())
                .setSubject(order.getSubject())
                .setRungIndex(order.getRungIndex())
                .setSamples(order.getSamples())
                .setReserved(order.getReserved())
                .setIssuedAt(order.getIssuedAt())
                .setRuns(runs)
                .setAssumed(assumed)
                .build());
  }

  /** As far as it says what a result of the order can be, and can have cost. */
  private static OpenOrder order(SettledOrder settled) {
    return OpenOrder.newBuilder()
        .setOrderId(settled.getOrderId())
        .setTaskId(settled.getTaskId())
        .setKind(settled.getKind())
        .setSubject(settled.getSubject())
        .setRungIndex(settled.getRungIndex())
        .setSamples(settled.getSamples())
        .setReserved(settled.getReserved())
        .setIssuedAt(settled.getIssuedAt())
        .build();
  }

  /**
   * Books the cost of a run whose order is not open. One that is booked already changes nothing,
   * nor does a result that does not say what run it is from, or whose task is removed.
   *
   * @param result what came
   * @param timestamp of its record, in milliseconds
   * @return what is wrong with the result, one sentence; empty if nothing is, or nothing was booked
   */
  Optional<String> book(String orderId, SpecificRecord result, long timestamp) {
    SettledOrder settled = stores.settledOrders().get(orderId).orElse(null);
    Optional<String> run = Costs.run(result);
    if (settled == null || run.isEmpty() || settled.getRuns().contains(run.get())) {
      return Optional.empty();
    }
    OpenOrder order = order(settled);
    Contest contest = stores.contests().get(order.getTaskId()).orElse(null);
    if (contest == null) {
      return Optional.empty();
    }
    Task task = stores.tasks().get(order.getTaskId()).orElseThrow();
    Optional<String> fault = fault(result, order);
    BigDecimal cost = fault.isPresent() ? Costs.most(task, order) : cost(result, task, order);
    BigDecimal covered = cost.min(settled.getAssumed());
    List<String> runs = new ArrayList<>(settled.getRuns());
    runs.add(run.get());
    keep(order, runs, settled.getAssumed().subtract(covered));
    book(task, contest, order, cost.subtract(covered));
    if (fault.isEmpty()) {
      addTime(contest.getSpend(), result);
    }
    stores.contests().put(contest, timestamp);
    LOG.info("A run came whose order was settled by another. order={}", orderId);
    return fault;
  }

  private void book(Task task, Contest contest, OpenOrder order, BigDecimal cost) {
    new Purse(task, contest).book(cost);
    if (order.getKind() == OrderKind.ATTEMPT) {
      new Dispatch(task, contest).book(Orders.variant(task, attempt(order).getVariant()), cost);
    }
    contest.setLateMoney(contest.getLateMoney().orElse(BigDecimal.ZERO).add(cost));
    meters.late(cost);
  }

  private Optional<String> fault(SpecificRecord result, OpenOrder order) {
    return switch (order.getKind()) {
      case ATTEMPT -> FaultyResult.ofAttempt(result, order, attempt(order));
      case EVALUATION -> FaultyResult.ofEvaluation(result, order);
      case VOTE -> FaultyResult.ofVote(result, order);
    };
  }

  private Attempt attempt(OpenOrder order) {
    return stores.attempts().get(order.getTaskId(), order.getSubject()).orElseThrow();
  }

  private static BigDecimal cost(SpecificRecord result, Task task, OpenOrder order) {
    return switch (order.getKind()) {
      case ATTEMPT -> Costs.ofAttempt((AttemptResult) result, task);
      case EVALUATION -> Costs.ofEvaluation((EvaluationResult) result, task, order);
      case VOTE -> Costs.ofVote((EvaluationResult) result, order);
    };
  }

  private static void addTime(Spend spend, SpecificRecord result) {
    if (result instanceof AttemptResult attempt) {
      spend.setAgentMs(spend.getAgentMs() + attempt.getAgentMs());
    } else if (result instanceof EvaluationResult evaluation) {
      spend.setEvaluationMs(spend.getEvaluationMs() + evaluation.getEvaluationMs());
    }
  }
}
