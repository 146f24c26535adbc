package dev.winnow.streams.contest;

import dev.winnow.schemas.CommandOutcome;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.HeldOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.control.Extensions;
import dev.winnow.streams.contest.control.Permission;
import dev.winnow.streams.contest.control.Regradings;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.StandingStore;
import dev.winnow.streams.deadletter.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what users tell a task that is there: cancel, pause, resume, extend, regrade. */
final class ControlTaskProcessor implements Processor<String, TaskCommand, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(ControlTaskProcessor.class);

  /** So many outcomes are kept: a command that comes a second time is known by them. */
  private static final int OUTCOMES_KEPT = 50;

  private ProcessorContext<String, Object> context;
  private ContestStores stores;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
  }

  @Override
  public void process(Record<String, TaskCommand> record) {
    TaskCommand command = record.value();
    if (command == null) {
      return;
    }
    String taskId = command.getTaskId();
    if (!taskId.equals(record.key())) {
      undeliverable(record, "the record's key is not its taskId '" + taskId + "'");
      return;
    }
    Optional<Contest> found = stores.contests().get(taskId);
    if (found.isEmpty()) {
      undeliverable(record, "there is no task '" + taskId + "', or no more");
      return;
    }
    Contest contest = found.get();
    boolean isKnown =
        contest.getCommands().stream()
            .anyMatch(each -> each.getCommandId().equals(command.getCommandId()));
    if (isKnown) {
      return;
    }
    Task task = stores.tasks().get(taskId).orElseThrow();
    Optional<String> refusal = Permission.refusal(command, task, contest);
    remember(contest, command, refusal);
    stores.contests().put(contest, record.timestamp());
    LOG.info(
        "Command {}: {} task={} {}",
        refusal.isEmpty() ? "taken" : "refused",
        command.getKind(),
        taskId,
        refusal.orElse(""));
    if (refusal.isEmpty()) {
      apply(record, task, contest);
    }
  }

  private void undeliverable(Record<String, TaskCommand> record, String reason) {
    context.forward(
        record.withValue(DeadLetters.of(context, record.value(), reason)),
        ContestTopology.DEAD_LETTERS_SINK);
  }

  private static void remember(Contest contest, TaskCommand command, Optional<String> refusal) {
    List<CommandOutcome> outcomes = new ArrayList<>(contest.getCommands());
    outcomes.add(new CommandOutcome(command.getCommandId(), refusal.isEmpty(), refusal.orElse("")));
    contest.setCommands(
        outcomes.subList(Math.max(0, outcomes.size() - OUTCOMES_KEPT), outcomes.size()));
  }

  private void apply(Record<String, TaskCommand> record, Task task, Contest contest) {
    switch (record.value().getKind()) {
      case CANCEL -> forward(record, new Step.Cancel(), ContestTopology.DECIDE_CONTEST);
      case PAUSE -> pause(record, contest);
      case RESUME -> resume(record, contest);
      case EXTEND -> extend(record, task, contest);
      case REGRADE -> regrade(record, task, contest);
    }
  }

  private void pause(Record<String, TaskCommand> record, Contest contest) {
    contest.setStatus(ContestStatus.PAUSED);
    contest.setPausedAt(now(record));
    stores.deadlines().remove(contest.getEndsAt(), contest.getTaskId());
    stores.contests().put(contest, record.timestamp());
  }

  private void resume(Record<String, TaskCommand> record, Contest contest) {
    Instant now = now(record);
    Duration stood = Duration.between(contest.getPausedAt().orElse(now), now);
    contest.setStatus(ContestStatus.RUNNING);
    contest.setPausedAt(null);
    // Records of two topics can come out of order; the wall time never shrinks by that.
    contest.setEndsAt(contest.getEndsAt().plus(stood.isNegative() ? Duration.ZERO : stood));
    stores.deadlines().add(contest.getEndsAt(), contest.getTaskId());
    issueHeld(record, contest);
    forward(record, new Step.Advance(), ContestTopology.ISSUE_ATTEMPTS);
  }

  private void issueHeld(Record<String, TaskCommand> record, Contest contest) {
    List<HeldOrder> held = contest.getHeld();
    contest.setHeld(List.of());
    stores.contests().put(contest, record.timestamp());
    held.forEach(order -> issue(record, contest.getTaskId(), order));
  }

  private void issue(Record<String, TaskCommand> record, String taskId, HeldOrder order) {
    if (order.getKind() == OrderKind.EVALUATION) {
      Standing standing = stores.standings().get(taskId, order.getSubject()).orElseThrow();
      if (standing.getState() == StandingState.REJECTED) {
        forget(record, taskId, order);
      } else {
        forward(record, due(taskId, standing, order), ContestTopology.ISSUE_EVALUATION);
      }
      return;
    }
    stores
        .attempts()
        .get(taskId, order.getSubject())
        .ifPresent(
            attempt ->
                forward(
                    record,
                    new Step.RetryAttempt(
                        attempt.getAttemptId(), attempt.getVariant(), order.getRetry()),
                    ContestTopology.ISSUE_ATTEMPTS));
  }

  /** More samples of a cluster that another one has rejected meanwhile: nobody needs them. */
  private void forget(Record<String, TaskCommand> record, String taskId, HeldOrder order) {
    Task task = stores.tasks().get(taskId).orElseThrow();
    Contest contest = stores.contests().require(taskId);
    new Purse(task, contest)
        .release(new Prices(task).samples(new Cascade(task).decisive(), order.getSamples()));
    stores.contests().put(contest, record.timestamp());
  }

  private Step due(String taskId, Standing standing, HeldOrder held) {
    Task task = stores.tasks().get(taskId).orElseThrow();
    return held.getSamples() == 0
        ? Step.EvaluateCluster.next(task, standing)
        : new Step.EvaluateCluster(
            standing, held.getFirstBlock(), held.getSamples(), held.getRetry());
  }

  private void extend(Record<String, TaskCommand> record, Task task, Contest contest) {
    var extension = record.value().getExtension().orElseThrow();
    stores.tasks().put(Extensions.extended(task, extension));
    boolean runs = contest.getStatus() == ContestStatus.RUNNING;
    if (runs) {
      stores.deadlines().remove(contest.getEndsAt(), contest.getTaskId());
    }
    contest.setEndsAt(contest.getEndsAt().plusMillis(extension.getWallTimeMs()));
    stores.contests().put(contest, record.timestamp());
    if (runs) {
      stores.deadlines().add(contest.getEndsAt(), contest.getTaskId());
      issueHeld(record, contest);
    }
    forward(record, new Step.Advance(), ContestTopology.ISSUE_ATTEMPTS);
  }

  private void regrade(Record<String, TaskCommand> record, Task before, Contest contest) {
    var regrading = record.value().getRegrading().orElseThrow();
    Task task = Regradings.regraded(before, regrading);
    Instant now = now(record);
    contest.setStatus(ContestStatus.RUNNING);
    contest.setFinishedAt(null);
    contest.setGrade(contest.getGrade() + 1);
    contest.setEndsAt(now.plusMillis(regrading.getWallTimeMs()));
    // No agent runs again, even where the budget would have allowed more attempts.
    contest.setNextVariant(task.getVariants().size());
    contest.setVariants(Map.of());
    contest.setGains(List.of());
    contest.setAlerts(List.of());
    contest.setUnpaid(List.of());
    contest.setOnlyRanked(regrading.getEvaluator().isEmpty());
    stores.tasks().put(task);
    stores.deadlines().add(contest.getEndsAt(), contest.getTaskId());
    stores.contests().put(contest, record.timestamp());
    new Regrade(stores, before, task, record.timestamp())
        .standings(contest.getOnlyRanked())
        .forEach(
            standing ->
                forward(
                    record,
                    Step.EvaluateCluster.next(task, standing),
                    ContestTopology.ISSUE_EVALUATION));
    stores.standings().forEach(contest.getTaskId(), standing -> publish(record, standing));
    forward(
        record,
        new Step.RankChanged(contest.getTaskId(), Optional.empty()),
        ContestTopology.PUBLISH_LEADERBOARD);
    forward(record, new Step.Advance(), ContestTopology.ISSUE_ATTEMPTS);
  }

  private void publish(Record<String, TaskCommand> record, Standing standing) {
    context.forward(
        record
            .withKey(StandingStore.key(standing.getTaskId(), standing.getClusterId()))
            .withValue(standing),
        ContestTopology.STANDINGS_SINK);
  }

  private void forward(Record<String, TaskCommand> record, Step step, String processor) {
    context.forward(record.withValue(step), processor);
  }

  private static Instant now(Record<?, ?> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }
}
