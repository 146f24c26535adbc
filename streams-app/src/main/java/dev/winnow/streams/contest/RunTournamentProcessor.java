package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.MergeTry;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Tournament;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.merging.MergeQueue;
import dev.winnow.streams.contest.merging.Move;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.StandingStore;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs the merge tournament of a task that is one, after each event: has candidates combined, has
 * the combinations measured beside what they are made on, and has those that help landed, one by
 * one.
 */
final class RunTournamentProcessor implements Processor<String, Step, String, Object> {
  private final int retryLimit;
  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private ContestMeters meters;

  /**
   * @param retryLimit how often a landing that infrastructure failed is ordered again
   */
  RunTournamentProcessor(int retryLimit) {
    this.retryLimit = retryLimit;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.meters = new ContestMeters(context);
  }

  @Override
  public void process(Record<String, Step> record) {
    Task task = stores.tasks().get(record.key()).orElseThrow();
    ContestStatus status = contest(task).getStatus();
    Tournament state = state(stores, task);
    if (record.value() instanceof Step.LandingSettled settled) {
      // Also while it is paused: the branch has moved, or has not.
      book(record, task, state, settled);
      stores.tournaments().put(state);
      return;
    }
    if (status != ContestStatus.RUNNING) {
      return;
    }
    if (record.value() instanceof Step.RetryAttempt retry) {
      retry(record, task, state, retry);
    } else if (isHeadKnown(record, task, state)) {
      go(record, task, state);
    }
    stores.tournaments().put(state);
    context.forward(
        record.withValue(
            new MergeQueue(task, state).isDone() ? new Step.Conclude() : record.value()),
        ContestTopology.DECIDE_CONTEST);
  }

  /** Others forward to processors that change the contest, so it is read again each time. */
  private Contest contest(Task task) {
    return stores.contests().require(task.getTaskId());
  }

  /** How far the tournament of a task is. */
  static Tournament state(ContestStores stores, Task task) {
    return stores
        .tournaments()
        .get(task.getTaskId())
        .orElseGet(() -> MergeQueue.start(task, Control.CLUSTER_ID));
  }

  /** Has the head measured if nobody has yet, and ends it all if it fails. */
  private boolean isHeadKnown(Record<String, Step> record, Task task, Tournament state) {
    Standing head = stores.standings().get(task.getTaskId(), state.getHeadCluster()).orElse(null);
    if (head == null) {
      if (!measureHead(record, task, state)) {
        new MergeQueue(task, state).abandon("the money does not allow to measure the branch");
        return false;
      }
    } else if (head.getState() == StandingState.REJECTED) {
      new MergeQueue(task, state)
          .abandon("what is on the branch cannot be measured: " + head.getReason());
      return false;
    }
    return true;
  }

  private boolean measureHead(Record<String, Step> record, Task task, Tournament state) {
    Contest contest = contest(task);
    if (!new Purse(task, contest).reserve(new Prices(task).from(0))) {
      return false;
    }
    stores.contests().put(contest, record.timestamp());
    Standing head = Control.open(task, state.getHeadCluster(), state.getHead(), now(record));
    stores.standings().put(head);
    context.forward(
        record.withKey(StandingStore.key(task.getTaskId(), head.getClusterId())).withValue(head),
        ContestTopology.STANDINGS_SINK);
    context.forward(
        record.withValue(Step.EvaluateCluster.next(task, head)), ContestTopology.ISSUE_EVALUATION);
    return true;
  }

  private void go(Record<String, Step> record, Task task, Tournament state) {
    MergeQueue queue = new MergeQueue(task, state);
    MergeTrials trials = new MergeTrials(stores, task, contest(task));
    for (Move move : queue.next(trials::of, mayCombine(task, state))) {
      if (move instanceof Move.Combine combine) {
        issue(record, task, state, combine.attempt(), 0);
      } else if (move instanceof Move.Land land) {
        land(record, task, state, land.attempt(), 0);
      }
    }
    for (MergeTry attempt : state.getTries()) {
      trials.due(attempt).forEach((cluster, samples) -> sample(record, task, cluster, samples));
    }
    Contest contest = contest(task);
    boolean isIdle = contest.getAttemptsOpen() == 0 && contest.getEvaluationsOpen() == 0;
    if (isIdle && contest.getHeld().isEmpty() && !queue.isDone()) {
      queue.abandon("the budget left does not allow to go on");
    }
  }

  private boolean mayCombine(Task task, Tournament state) {
    Contest contest = contest(task);
    return state.getCombinations() < task.getBudget().getAttempts()
        && contest.getAttemptsOpen() < task.getBudget().getConcurrent()
        && new Purse(task, contest).affords(new Prices(task).attempt());
  }

  private void issue(
      Record<String, Step> record, Task task, Tournament state, MergeTry attempt, int retry) {
    AttemptOrder order =
        MergeOrders.combination(task, contest(task), state, attempt, retry, now(record));
    if (retry == 0) {
      stores
          .attempts()
          .put(
              Attempt.newBuilder()
                  .setTaskId(task.getTaskId())
                  .setAttemptId(attempt.getAttemptId())
                  .setVariant(attempt.getCandidate())
                  .setIssuedAt(now(record))
                  .setBase(MergeOrders.base(task, state))
                  .build());
    }
    order(record, task, order, retry, false);
  }

  private void land(
      Record<String, Step> record, Task task, Tournament state, MergeTry attempt, int retry) {
    order(
        record,
        task,
        MergeOrders.landing(task, contest(task), state, attempt, retry, now(record)),
        retry,
        true);
  }

  private void order(
      Record<String, Step> record, Task task, AttemptOrder order, int retry, boolean isLanding) {
    Contest contest = contest(task);
    BigDecimal most = isLanding ? BigDecimal.ZERO : new Prices(task).attempt();
    if (!new Purse(task, contest).reserve(most)) {
      throw new IllegalStateException("a combination that the cap does not allow: " + most);
    }
    contest.setAttemptsOpen(contest.getAttemptsOpen() + 1);
    if (retry == 0 && !isLanding) {
      contest.setAttemptsIssued(contest.getAttemptsIssued() + 1);
    }
    stores.contests().put(contest, record.timestamp());
    var open = Orders.open(order, retry, most);
    open.setLanding(isLanding);
    stores.openOrders().put(open);
    meters.issued(OrderKind.ATTEMPT);
    context.forward(
        record.withKey(order.getOrderId()).withValue(order), ContestTopology.ATTEMPTS_SINK);
  }

  private void sample(Record<String, Step> record, Task task, String cluster, int samples) {
    Contest contest = contest(task);
    Standing standing = stores.standings().get(task.getTaskId(), cluster).orElseThrow();
    Cascade cascade = new Cascade(task);
    int ordered = cascade.ordered(standing);
    BigDecimal price = new Prices(task).samples(cascade.decisive(), samples);
    boolean isKnown = LastRung.out(stores, task.getTaskId()).containsKey(cluster);
    if (isKnown || !new Purse(task, contest).reserve(price)) {
      return;
    }
    stores.contests().put(contest, record.timestamp());
    Standing due = Standing.newBuilder(standing).setSamplesOrdered(ordered + samples).build();
    stores.standings().put(due);
    context.forward(
        record.withValue(new Step.EvaluateCluster(due, ordered + 1L, samples, 0)),
        ContestTopology.ISSUE_EVALUATION);
  }

  /** One that was withdrawn meanwhile is of no use. */
  private void retry(
      Record<String, Step> record, Task task, Tournament state, Step.RetryAttempt retry) {
    Contest contest = contest(task);
    boolean isAfforded = new Purse(task, contest).affords(new Prices(task).attempt());
    for (MergeTry attempt : state.getTries()) {
      if (attempt.getAttemptId().equals(retry.attemptId()) && isAfforded) {
        issue(record, task, state, attempt, retry.retry());
        return;
      }
    }
    stores
        .attempts()
        .get(task.getTaskId(), retry.attemptId())
        .ifPresent(
            attempt -> {
              attempt.setOutcome(Outcome.INFRASTRUCTURE_FAILED);
              attempt.setReason("infrastructure failed it, and it was not made again");
              attempt.setFinishedAt(now(record));
              stores.attempts().put(attempt);
              Tally.add(contest, Outcome.INFRASTRUCTURE_FAILED, 1);
              stores.contests().put(contest, record.timestamp());
            });
  }

  private void book(
      Record<String, Step> record, Task task, Tournament state, Step.LandingSettled settled) {
    AttemptResult result = settled.result();
    MergeQueue queue = new MergeQueue(task, state);
    if (state.getLanding().isEmpty()) {
      return;
    }
    if (result.getOutcome() == Outcome.SUCCEEDED) {
      queue.landed();
    } else if (InfrastructureFailure.of(result.getOutcome(), settled.order(), retryLimit)
        == InfrastructureFailure.RETRY) {
      land(record, task, state, state.getTries().get(0), settled.order().getRetry() + 1);
    } else if (result.getHead().filter(head -> !head.equals(state.getHead())).isPresent()) {
      String head = result.getHead().get();
      queue.moved(head, Control.clusterOf(head));
    } else {
      queue.refused(result.getReason());
    }
  }

  private static Instant now(Record<?, ?> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }
}
