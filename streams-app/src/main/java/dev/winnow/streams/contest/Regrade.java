package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.ranking.ScoreKey;
import dev.winnow.streams.contest.store.ContestStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the standings of a task back to where they are judged by another evaluator. */
final class Regrade {
  private final ContestStores stores;
  private final Task before;
  private final Task task;
  private final long timestamp;

  /**
   * @param before the task as its standings are ranked
   * @param task the task as they are to be
   */
  Regrade(ContestStores stores, Task before, Task task, long timestamp) {
    this.stores = stores;
    this.before = before;
    this.task = task;
    this.timestamp = timestamp;
  }

  /**
   * Takes them back, counts the attempts anew, and returns the standings that have to be evaluated.
   *
   * @param keepsMeasurements whether the evaluator is the same: then nothing is evaluated
   */
  List<Standing> standings(boolean keepsMeasurements) {
    String taskId = task.getTaskId();
    List<Standing> all = new ArrayList<>();
    stores.standings().forEach(taskId, all::add);
    List<Standing> due = new ArrayList<>();
    int measured = 0;
    for (Standing known : all) {
      if (known.getState() == StandingState.MEASURED) {
        byte[] place = ScoreKey.of(before.getObjectives(), known);
        stores.ranks().remove(taskId, place, known.getClusterId());
      }
      Standing now = keepsMeasurements ? judged(known) : fresh(known);
      stores.standings().put(now);
      if (now.getState() == StandingState.EVALUATING) {
        due.add(now);
      } else if (now.getState() == StandingState.MEASURED) {
        byte[] place = ScoreKey.of(task.getObjectives(), now);
        stores.ranks().add(taskId, place, now.getClusterId());
        measured++;
      }
    }
    count(measured);
    return due;
  }

  /** With what was measured, by other objectives. One that time cut short is measured now. */
  private Standing judged(Standing known) {
    boolean passedAll = known.getRungsPassed() == task.getEvaluator().getRungs().size();
    return passedAll ? Measuring.judged(task, known) : known;
  }

  private Standing fresh(Standing known) {
    return Standing.newBuilder(known)
        .setState(StandingState.EVALUATING)
        .setOutcome(null)
        .setReason("")
        .setRungsPassed(0)
        .setMetrics(Map.of())
        .setUpdatedAt(Instant.ofEpochMilli(timestamp))
        .build();
  }

  private void count(int measured) {
    Contest contest = stores.contests().require(task.getTaskId());
    contest.setMeasured(measured);
    contest.setAttemptsByOutcome(Map.of());
    stores
        .attempts()
        .forEach(
            task.getTaskId(),
            attempt ->
                AttemptEnd.of(attempt, stores)
                    .ifPresent(end -> Tally.add(contest, end.outcome(), 1)));
    stores.contests().put(contest, timestamp);
  }
}
