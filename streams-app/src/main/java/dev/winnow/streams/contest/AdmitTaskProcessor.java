package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.merging.MergeQueue;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.DeadlineStore.Finished;
import dev.winnow.streams.contest.store.StandingStore;
import dev.winnow.streams.deadletter.DeadLetters;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the contest of a new task, or refuses a task that is not valid. */
final class AdmitTaskProcessor implements Processor<String, Task, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(AdmitTaskProcessor.class);

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
  public void process(Record<String, Task> record) {
    Task task = record.value();
    String taskId = task.getTaskId();
    if (!taskId.equals(record.key())) {
      // Its partition is another task's business, so it cannot be admitted under either name.
      context.forward(
          record.withValue(
              DeadLetters.of(context, task, "the record's key is not its taskId '" + taskId + "'")),
          ContestTopology.DEAD_LETTERS_SINK);
      return;
    }
    if (stores.contests().get(taskId).isPresent()) {
      LOG.warn("A task with this id was submitted before; the first one stands. task={}", taskId);
      return;
    }
    Instant now = Instant.ofEpochMilli(record.timestamp());
    List<Problem> problems = TaskRules.check(task);
    Contest contest = open(task, now);
    stores.tasks().put(task);
    if (problems.isEmpty()) {
      stores.deadlines().add(contest.getEndsAt(), taskId);
      // A tournament has its base measured itself: without it there is none.
      boolean isControlled =
          task.getMerge().isEmpty() && Control.isMeasured(task) && reserveForBase(task, contest);
      stores.contests().put(contest, record.timestamp());
      LOG.info("Contest opened. task={}", taskId);
      if (isControlled) {
        measureBase(record, task, now);
      }
      context.forward(record.withValue(new Step.Advance()), ContestTopology.ISSUE_ATTEMPTS);
    } else {
      Instant finishedAt = Instant.ofEpochMilli(context.currentSystemTimeMs());
      contest.setStatus(ContestStatus.REFUSED);
      contest.setFinishedAt(finishedAt);
      stores.contests().put(contest, record.timestamp());
      var verdict = Verdicts.refused(task, problems, now);
      stores.verdicts().put(verdict);
      stores.deadlines().addFinished(new Finished(finishedAt, taskId));
      meters.decided(verdict.getKind());
      LOG.info("Task refused. task={}", taskId);
      context.forward(record.withValue(verdict), ContestTopology.VERDICTS_SINK);
    }
  }

  /** Not of the money of the only attempt. */
  private static boolean reserveForBase(Task task, Contest contest) {
    Prices prices = new Prices(task);
    Purse purse = new Purse(task, contest);
    return purse.affords(prices.from(0).add(prices.attempt())) && purse.reserve(prices.from(0));
  }

  private void measureBase(Record<String, Task> record, Task task, Instant now) {
    Standing control = Control.open(task, now);
    stores.standings().put(control);
    context.forward(
        record
            .withKey(StandingStore.key(task.getTaskId(), control.getClusterId()))
            .withValue(control),
        ContestTopology.STANDINGS_SINK);
    context.forward(
        record.withValue(Step.EvaluateCluster.next(task, control)),
        ContestTopology.ISSUE_EVALUATION);
  }

  private static Contest open(Task task, Instant now) {
    // A refused task can ask for more than a time stamp can hold.
    long wallTime =
        Math.max(0, Math.min(task.getBudget().getWallTimeMs(), TaskRules.LONGEST_WALL_TIME_MS));
    return Contest.newBuilder()
        .setTaskId(task.getTaskId())
        .setStatus(ContestStatus.RUNNING)
        .setRevision(0)
        .setAttemptsPlanned(task.getVariants().stream().mapToInt(Variant::getAttempts).sum())
        .setAttemptsIssued(0)
        .setAttemptsOpen(0)
        // Which combinations a tournament makes is its own business.
        .setNextVariant(task.getMerge().isPresent() ? task.getVariants().size() : 0)
        .setNextNumber(1)
        .setEvaluationsIssued(0)
        .setEvaluationsOpen(0)
        .setClusters(0)
        .setDuplicates(0)
        .setMeasured(0)
        .setRungs(Rungs.none(task.getEvaluator().getRungs().size()))
        .setCandidatesPlanned(candidates(task))
        .setAttemptsByOutcome(Map.of())
        .setSpend(new Spend(BigDecimal.ZERO, BigDecimal.ZERO, 0L, 0L))
        .setStartedAt(now)
        .setEndsAt(now.plusMillis(wallTime))
        .setUpdatedAt(now)
        .build();
  }

  /** A refused task can ask for more attempts than there are numbers. */
  private static int candidates(Task task) {
    if (!TaskRules.check(task).isEmpty()) {
      return 0;
    }
    return task.getMerge().isPresent() ? MergeQueue.planned(task) : Criteria.planned(task);
  }
}
