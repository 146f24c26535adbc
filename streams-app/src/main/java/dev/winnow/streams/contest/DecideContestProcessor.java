package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.budget.Quota;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.DeadlineStore.Finished;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a contest when nothing is in flight and nothing more may be issued, or when its time is out.
 */
final class DecideContestProcessor implements Processor<String, Step, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(DecideContestProcessor.class);
  private static final Duration DEADLINE_CHECK = Duration.ofSeconds(1);
  private static final int REJECTION_LIMIT = 1_000;
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
    context.schedule(DEADLINE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::endOverdue);
  }

  @Override
  public void process(Record<String, Step> record) {
    Task task = stores.tasks().get(record.key()).orElseThrow();
    Contest contest = stores.contests().require(record.key());
    if (record.value() instanceof Step.Cancel) {
      decide(task, contest, Ending.CANCELLED, record.timestamp());
      return;
    }
    if (task.getMerge().isPresent()) {
      if (record.value() instanceof Step.Conclude) {
        decide(task, contest, Ending.ALL_IN, record.timestamp());
      }
      return;
    }
    Quota quota = Quota.of(task, contest);
    boolean idle =
        contest.getAttemptsOpen() == 0
            && contest.getEvaluationsOpen() == 0
            && contest.getVotesOpen() == 0
            && contest.getHeld().isEmpty();
    if (contest.getStatus() == ContestStatus.RUNNING && idle && quota != Quota.OPEN) {
      decide(task, contest, Ending.of(quota, contest.getGrade()), record.timestamp());
      meters.decidedAfter(Duration.ofMillis(context.currentSystemTimeMs() - record.timestamp()));
    }
  }

  private void endOverdue(long now) {
    for (String taskId : stores.deadlines().due(Instant.ofEpochMilli(now))) {
      decide(
          stores.tasks().get(taskId).orElseThrow(),
          stores.contests().require(taskId),
          Ending.NO_TIME,
          now);
    }
  }

  private void decide(Task task, Contest contest, Ending ending, long timestamp) {
    String taskId = task.getTaskId();
    // What is still in flight may cost as much before a worker hears of it.
    List<OpenOrder> open = stores.openOrders().closeAll(taskId);
    BigDecimal inFlight =
        open.stream()
            .map(order -> Costs.most(task, order))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    open.forEach(order -> late.closed(task, order));
    new Purse(task, contest).close(inFlight);
    Instant now = Instant.ofEpochMilli(timestamp);
    List<Rejection> rejected = rejections(task, contest, ending, now);
    // By the clock: how long a task is kept is not for a worker's clock to say.
    Instant finishedAt = Instant.ofEpochMilli(context.currentSystemTimeMs());
    contest.setStatus(ContestStatus.DECIDED);
    contest.setFinishedAt(finishedAt);
    contest.setPausedAt(null);
    contest.setHeld(List.of());
    contest.setAttemptsOpen(0);
    contest.setEvaluationsOpen(0);
    contest.setVotesOpen(0);
    contest.getRungs().forEach(rung -> rung.setOpen(0));
    contest.getVariants().values().forEach(tally -> tally.setReserved(BigDecimal.ZERO));
    Verdict verdict =
        task.getMerge().isPresent()
            ? new MergeVerdicts(stores, task, contest).ended(ending, rejected, now)
            : new Verdicts(stores, task, contest)
                .ended(ending, rejected, Groups.of(stores, task, contest), now);
    stores.verdicts().put(verdict);
    stores.contests().put(contest, timestamp);
    stores.deadlines().remove(contest.getEndsAt(), taskId);
    stores.deadlines().addFinished(new Finished(finishedAt, taskId));
    meters.decided(verdict.getKind());
    LOG.info("Contest decided: {} task={}", verdict.getKind(), taskId);
    // What changes below the board publishes none, yet may change which ranks those on it can have.
    context.forward(
        new Record<>(taskId, new Step.RankChanged(taskId, Optional.empty()), timestamp),
        ContestTopology.PUBLISH_LEADERBOARD);
    context.forward(new Record<>(taskId, verdict, timestamp), ContestTopology.VERDICTS_SINK);
  }

  /** Who is not on the board; those that had no end of their own are counted now. */
  private List<Rejection> rejections(Task task, Contest contest, Ending ending, Instant now) {
    List<Rejection> rejections = new ArrayList<>();
    List<Attempt> cutShort = new ArrayList<>();
    stores
        .attempts()
        .forEach(
            task.getTaskId(),
            attempt -> {
              Optional<AttemptEnd> known = AttemptEnd.of(attempt, stores);
              AttemptEnd end =
                  known.orElseGet(() -> AttemptEnd.unmeasured(task, attempt, ending, stores));
              if (known.isEmpty()) {
                Tally.add(contest, end.outcome(), 1);
              }
              if (attempt.getOutcome().isEmpty()) {
                cutShort.add(end(attempt, end, now));
              }
              if (!end.isOnBoard() && rejections.size() < REJECTION_LIMIT) {
                rejections.add(
                    new Rejection(
                        attempt.getAttemptId(), attempt.getVariant(), end.outcome(), end.reason()));
              }
            });
    // It never comes back, and a later grading counts it as it is counted now.
    cutShort.forEach(stores.attempts()::put);
    return rejections;
  }

  private static Attempt end(Attempt attempt, AttemptEnd end, Instant now) {
    return Attempt.newBuilder(attempt)
        .setOutcome(end.outcome())
        .setReason(end.reason())
        .setFinishedAt(now)
        .build();
  }
}
