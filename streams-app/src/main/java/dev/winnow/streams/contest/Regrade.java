package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Family;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.store.ContestStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
   * Takes them back, counts the attempts anew, and returns the standings that have to be evaluated;
   * the money for them is reserved.
   *
   * @param keepsMeasurements whether the evaluator is the same: then nothing is evaluated that was
   */
  List<Standing> standings(boolean keepsMeasurements) {
    List<Standing> all = new ArrayList<>();
    stores.standings().forEach(task.getTaskId(), all::add);
    all.sort(Comparator.comparingInt(Standing::getArrival).thenComparing(Standing::getClusterId));
    takeOff(all);
    Contest contest = stores.contests().require(task.getTaskId());
    stores.votes().of(task.getTaskId()).forEach(stores.votes()::remove);
    // What it showed was of other measurements, or of another metric.
    stores.race().removeAll(task.getTaskId());
    contest.setVotesAsked(0);
    List<Standing> due = keepsMeasurements ? judgeAgain(contest, all) : evaluateAgain(contest, all);
    stores.contests().put(contest, timestamp);
    count();
    return due;
  }

  private void takeOff(List<Standing> all) {
    for (Standing known : all) {
      if (isRanked(known)) {
        stores
            .ranks()
            .remove(task.getTaskId(), Candidates.key(before, known), known.getClusterId());
      }
    }
    for (Family family : stores.families().all(task.getTaskId())) {
      family.setBest(null);
      stores.families().put(family);
    }
  }

  /** With what was measured, by other objectives. */
  private List<Standing> judgeAgain(Contest contest, List<Standing> all) {
    int measured = 0;
    for (Standing known : all) {
      boolean passedAll = known.getRungsPassed() == task.getEvaluator().getRungs().size();
      Standing now = passedAll ? Measuring.judged(task, known) : known;
      stores.standings().put(now);
      if (isRanked(now)) {
        stores.ranks().add(task.getTaskId(), Candidates.key(task, now), now.getClusterId());
        new FamilyRegister(stores).measured(task, now);
        measured++;
      }
    }
    contest.setMeasured(measured);
    return List.of();
  }

  /** Families first as if all had just come, from the first rung that may say something else. */
  private List<Standing> evaluateAgain(Contest contest, List<Standing> all) {
    stores.samples().removeAll(task.getTaskId());
    stores.rungs().removeAll(task.getTaskId());
    contest.setMeasured(0);
    contest.setRungs(Rungs.none(task.getEvaluator().getRungs().size()));
    contest.setWaiting(0);
    stores.families().removeAllWaiting(task.getTaskId());
    for (Family family : stores.families().all(task.getTaskId())) {
      family.setStarted(1);
      family.setRejected(0);
      family.setWaiting(0);
      stores.families().put(family);
    }
    Purse purse = new Purse(task, contest);
    int gatesKept = gatesKept();
    List<Standing> due = new ArrayList<>();
    for (Standing known : all) {
      Standing now = waiting(contest, fresh(known, gatesKept));
      stores.standings().put(now);
      boolean isDue =
          now.getState() == StandingState.EVALUATING
              && (!now.getControl() || Control.isMeasured(task));
      if (isDue && purse.reserve(new Prices(task).from(now.getRungsPassed()))) {
        due.add(now);
      } else if (isDue) {
        Unpaid.add(contest, now);
      }
    }
    return due;
  }

  /** One that is not the first of its family waits. */
  private Standing waiting(Contest contest, Standing now) {
    String familyId = now.getFamilyId();
    if (familyId.isEmpty() || familyId.equals(now.getClusterId())) {
      return now;
    }
    Family family = stores.families().get(task.getTaskId(), familyId).orElseThrow();
    return new FamilyRegister(stores).waits(contest, family, now);
  }

  /**
   * How many rungs from the first on are gates as they were before: a patch that has passed them
   * would pass them again. One that failed there is tried again, for the failure may be what the
   * user regrades for.
   */
  private int gatesKept() {
    Evaluator was = before.getEvaluator();
    Evaluator is = task.getEvaluator();
    if (!was.getProtectedPaths().equals(is.getProtectedPaths())) {
      return 0;
    }
    int most = Math.min(was.getRungs().size(), is.getRungs().size());
    int kept = 0;
    while (kept < most
        && is.getRungs().get(kept).getMetricsFrom() == MetricsSource.NONE
        && is.getRungs().get(kept).equals(was.getRungs().get(kept))) {
      kept++;
    }
    return Math.min(kept, is.getRungs().size() - 1);
  }

  private Standing fresh(Standing known, int gatesKept) {
    int passed = Math.min(known.getRungsPassed(), gatesKept);
    return Standing.newBuilder(known)
        .setState(StandingState.EVALUATING)
        .setOutcome(null)
        .setReason("")
        .setRungsPassed(passed)
        .setBehaviour(passed > new Cascade(task).telling() ? known.getBehaviour() : "")
        .setMetrics(Map.of())
        .setFresh(Map.of())
        .setScreening(Map.of())
        .setSamplesOrdered(0)
        .setFreshOrdered(0)
        .setUpdatedAt(Instant.ofEpochMilli(timestamp))
        .build();
  }

  private static boolean isRanked(Standing standing) {
    return standing.getState() == StandingState.MEASURED && !standing.getControl();
  }

  private void count() {
    Contest contest = stores.contests().require(task.getTaskId());
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
