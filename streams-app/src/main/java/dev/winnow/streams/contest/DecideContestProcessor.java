package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.budget.Ledger;
import dev.winnow.streams.contest.budget.Quota;
import dev.winnow.streams.contest.store.ContestStores;
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
final class DecideContestProcessor implements Processor<String, Step, String, Verdict> {
  private static final Logger LOG = LoggerFactory.getLogger(DecideContestProcessor.class);
  private static final Duration DEADLINE_CHECK = Duration.ofSeconds(1);
  private static final int REJECTION_LIMIT = 1_000;
  private static final AttemptEnd OUT_OF_TIME =
      new AttemptEnd(Outcome.TIMED_OUT, "the task's wall time ended before it was measured");

  private static final AttemptEnd CANCELLED =
      new AttemptEnd(Outcome.TIMED_OUT, "the task was cancelled before it was measured");

  private final int boardSize;
  private ProcessorContext<String, Verdict> context;
  private ContestStores stores;

  /**
   * @param boardSize how many entries of the board a verdict looks at for ties
   */
  DecideContestProcessor(int boardSize) {
    this.boardSize = boardSize;
  }

  @Override
  public void init(ProcessorContext<String, Verdict> context) {
    this.context = context;
    this.stores = new ContestStores(context);
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
    Quota quota = Quota.of(task, contest);
    boolean idle = contest.getAttemptsOpen() == 0 && contest.getEvaluationsOpen() == 0;
    if (contest.getStatus() == ContestStatus.RUNNING && idle && quota != Quota.OPEN) {
      decide(task, contest, Ending.of(quota, contest.getGrade()), record.timestamp());
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
    stores.openOrders().closeAll(taskId);
    // What is still in flight may cost as much before a worker hears of it.
    contest.setSpend(new Ledger(Optional.empty(), contest.getSpend()).settleAll().spend());
    List<Rejection> rejected =
        rejections(taskId, contest, ending == Ending.CANCELLED ? CANCELLED : OUT_OF_TIME);
    contest.setStatus(ContestStatus.DECIDED);
    contest.setPausedAt(null);
    contest.setHeld(List.of());
    contest.setAttemptsOpen(0);
    contest.setEvaluationsOpen(0);
    int looked = Math.max(boardSize, task.getDecision().getKeep());
    List<Standing> ranked =
        stores.ranks().top(taskId, looked).stream()
            .map(cluster -> stores.standings().get(taskId, cluster).orElseThrow())
            .toList();
    Instant now = Instant.ofEpochMilli(timestamp);
    Verdict verdict = Verdicts.of(task, contest, ending, ranked, rejected, now);
    stores.verdicts().put(verdict);
    stores.contests().put(contest, timestamp);
    stores.deadlines().remove(contest.getEndsAt(), taskId);
    LOG.info("Contest decided: {} task={}", verdict.getKind(), taskId);
    context.forward(new Record<>(taskId, verdict, timestamp), ContestTopology.VERDICTS_SINK);
  }

  /** Who is not on the board; those that time cut short are counted now, the others were before. */
  private List<Rejection> rejections(String taskId, Contest contest, AttemptEnd unfinished) {
    List<Rejection> rejections = new ArrayList<>();
    stores
        .attempts()
        .forEach(
            taskId,
            attempt -> {
              Optional<AttemptEnd> known = AttemptEnd.of(attempt, stores);
              AttemptEnd end = known.orElse(unfinished);
              if (known.isEmpty()) {
                Tally.add(contest, end.outcome(), 1);
              }
              if (end.outcome() != Outcome.SUCCEEDED && rejections.size() < REJECTION_LIMIT) {
                rejections.add(
                    new Rejection(
                        attempt.getAttemptId(), attempt.getVariant(), end.outcome(), end.reason()));
              }
            });
    return rejections;
  }
}
