package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.streams.contest.budget.Dispatch;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.budget.Progress;
import dev.winnow.streams.contest.budget.Quota;
import dev.winnow.streams.contest.control.Permission;
import dev.winnow.streams.contest.store.ContestStores;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Issues as many attempts as the budget allows, each with its money set aside first. */
final class IssueAttemptsProcessor implements Processor<String, Step, String, Object> {
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
  public void process(Record<String, Step> record) {
    Task task = stores.tasks().get(record.key()).orElseThrow();
    Contest contest = stores.contests().require(record.key());
    boolean isOpen = Permission.isOpen(contest.getStatus());
    if (isOpen
        && Held.isNeeded(contest, now(record))
        && record.value() instanceof Step.RetryAttempt retry) {
      Held.add(contest, retry);
      stores.contests().put(contest, record.timestamp());
      return;
    }
    if (contest.getStatus() != ContestStatus.RUNNING) {
      return;
    }
    if (record.value() instanceof Step.RetryAttempt retry) {
      if (task.getMerge().isPresent()) {
        context.forward(record, ContestTopology.RUN_TOURNAMENT);
      } else {
        retry(record, task, contest, retry);
      }
      return;
    }
    if (!now(record).isBefore(contest.getEndsAt())) {
      // Its time is out: the deadline decides it.
      return;
    }
    boolean isChanged = false;
    Dispatch dispatch = new Dispatch(task, contest);
    while (Quota.of(task, contest) == Quota.OPEN) {
      Dispatch.Next next = dispatch.next().orElseThrow();
      contest.setAttemptsIssued(contest.getAttemptsIssued() + 1);
      dispatch.issued(next);
      issue(record, task, contest, task.getVariants().get(next.variant()), next.number(), 0);
      isChanged = true;
    }
    boolean isAlerted = Progress.alert(task, contest, now(record));
    if (isChanged || isAlerted) {
      stores.contests().put(contest, record.timestamp());
    }
    if (isAlerted) {
      context.forward(
          record.withValue(new Step.RankChanged(task.getTaskId(), Optional.empty())),
          ContestTopology.PUBLISH_LEADERBOARD);
    }
    context.forward(record, ContestTopology.PROMOTE_CLUSTERS);
  }

  private static Instant now(Record<?, ?> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private void retry(
      Record<String, Step> record, Task task, Contest contest, Step.RetryAttempt retry) {
    Variant variant = Orders.variant(task, retry.variant());
    boolean isAfforded =
        new Purse(task, contest).affords(new Prices(task).attempt())
            && new Dispatch(task, contest).affords(variant)
            && !Quota.isOutOfAgentTime(task, contest);
    if (isAfforded) {
      issue(record, task, contest, variant, Orders.number(retry.attemptId()), retry.retry());
    } else {
      stores
          .attempts()
          .get(task.getTaskId(), retry.attemptId())
          .ifPresent(attempt -> giveUp(record, contest, attempt));
    }
    stores.contests().put(contest, record.timestamp());
  }

  private void giveUp(Record<String, Step> record, Contest contest, Attempt attempt) {
    attempt.setOutcome(Outcome.INFRASTRUCTURE_FAILED);
    attempt.setReason("infrastructure failed it and the budget left does not allow a retry");
    attempt.setFinishedAt(now(record));
    stores.attempts().put(attempt);
    Tally.add(contest, Outcome.INFRASTRUCTURE_FAILED, 1);
  }

  private void issue(
      Record<String, Step> record,
      Task task,
      Contest contest,
      Variant variant,
      int number,
      int retry) {
    Instant now = now(record);
    AttemptOrder order = Orders.attempt(task, contest, variant, number, retry, now);
    BigDecimal most = new Prices(task).attempt();
    if (!new Purse(task, contest).reserve(most)) {
      throw new IllegalStateException("an attempt that the cap does not allow: " + most);
    }
    new Dispatch(task, contest).reserve(variant);
    contest.setAttemptsOpen(contest.getAttemptsOpen() + 1);
    stores.openOrders().put(Orders.open(order, retry, most));
    if (retry == 0) {
      stores
          .attempts()
          .put(
              Attempt.newBuilder()
                  .setTaskId(task.getTaskId())
                  .setAttemptId(order.getAttemptId())
                  .setVariant(variant.getName())
                  .setIssuedAt(now)
                  .build());
    }
    meters.issued(OrderKind.ATTEMPT);
    context.forward(
        record.withKey(order.getOrderId()).withValue(order), ContestTopology.ATTEMPTS_SINK);
  }
}
