package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.control.Permission;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.DeadlineStore.Finished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes tasks that finished long ago: from the stores, and by records without a value from the
 * topics that keep the newest of each key. Nobody finds a task from the moment on at which its
 * removal begins. What it has many records of is removed some at a time, so that a large task holds
 * up neither the thread nor a transaction; a new task of its id waits here until nothing of it is
 * left.
 */
final class RemoveTasksProcessor implements Processor<String, Task, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(RemoveTasksProcessor.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** So many records are removed in one look, which takes less than 100 ms of a processor. */
  private static final int SLICE = 5_000;

  /** So many records more are what a task has one of, so that many small ones are no slice. */
  private static final int SINGLE = 10;

  /** So many contests are looked at in one look. */
  private static final int LOOKED_AT = 500;

  private final Duration kept;
  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private String lookedAtUpTo = "";
  private boolean hasLookedAtAll;

  /**
   * @param kept how long a task is kept after it finished; zero for ever
   */
  RemoveTasksProcessor(Duration kept) {
    this.kept = kept;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, Task> record) {
    if (record.value() == null) {
      if (record.key() != null) {
        putBack(record);
      }
      return;
    }
    String taskId = record.value().getTaskId();
    if (!taskId.equals(record.key()) || !stores.deadlines().isBeingRemoved(taskId)) {
      context.forward(record, ContestTopology.ADMIT_TASK);
    } else if (stores.tasks().get(taskId).isEmpty()) {
      LOG.info("A task waits until what had its id before is removed. task={}", taskId);
      stores.tasks().put(record.value());
    }
  }

  /**
   * A task is not removed by a record without a value. One can be younger than the task: a new one
   * was submitted just when the one before was removed.
   */
  private void putBack(Record<String, Task> record) {
    stores
        .tasks()
        .get(record.key())
        .ifPresent(
            task -> {
              LOG.info("A task that is kept was deleted from its topic. task={}", record.key());
              context.forward(record.withValue(task), ContestTopology.TASKS_SINK);
            });
  }

  private void look(long nowMs) {
    if (!kept.isZero() && !hasLookedAtAll) {
      noteEarlier();
    }
    int left = SLICE;
    while (left > 0) {
      Optional<String> taskId = stores.deadlines().firstRemoval().or(() -> begin(nowMs));
      if (taskId.isEmpty()) {
        return;
      }
      left -= SINGLE + goOn(taskId.get(), left, nowMs);
    }
  }

  /** Begins with the next whose time is up, if there is one. */
  private Optional<String> begin(long nowMs) {
    Optional<Finished> due = due(nowMs);
    while (due.isPresent() && !begin(due.get(), nowMs)) {
      due = due(nowMs);
    }
    return due.map(Finished::taskId);
  }

  private Optional<Finished> due(long nowMs) {
    long byMs = nowMs - kept.toMillis();
    return kept.isZero() || byMs < 0
        ? Optional.empty()
        : stores.deadlines().firstFinished(Instant.ofEpochMilli(byMs));
  }

  /** Tasks may have finished when nobody noted it: after a start all are looked at once. */
  private void noteEarlier() {
    List<Contest> contests = stores.contests().some(lookedAtUpTo, LOOKED_AT);
    for (Contest contest : contests) {
      lookedAtUpTo = contest.getTaskId();
      finished(contest)
          .filter(task -> !stores.deadlines().hasFinished(task))
          .ifPresent(stores.deadlines()::addFinished);
    }
    hasLookedAtAll = contests.size() < LOOKED_AT;
  }

  /** The end of a contest, if it has one. */
  private Optional<Finished> finished(Contest contest) {
    String taskId = contest.getTaskId();
    return Permission.isOpen(contest.getStatus())
        ? Optional.empty()
        : contest
            .getFinishedAt()
            .or(() -> stores.verdicts().get(taskId).map(Verdict::getDecidedAt))
            .map(at -> new Finished(at, taskId));
  }

  private boolean begin(Finished task, long nowMs) {
    String taskId = task.taskId();
    stores.deadlines().removeFinished(task);
    Optional<Contest> contest = stores.contests().get(taskId);
    // One that was graded anew has another end, or none yet.
    boolean isOver = contest.flatMap(this::finished).filter(task::equals).isPresent();
    if (isOver) {
      stores.deadlines().beginRemoval(taskId);
      stores.deadlines().remove(contest.get().getEndsAt(), taskId);
      removeSingle(taskId, nowMs);
      LOG.info("Task removed. task={}", taskId);
    }
    return isOver;
  }

  private void removeSingle(String taskId, long nowMs) {
    stores.contests().remove(taskId);
    stores.tournaments().remove(taskId);
    stores.tasks().remove(taskId);
    delete(taskId, nowMs, ContestTopology.TASKS_SINK);
    stores.verdicts().remove(taskId);
    delete(taskId, nowMs, ContestTopology.VERDICTS_SINK);
    if (stores.leaderboards().get(taskId).isPresent()) {
      stores.leaderboards().remove(taskId);
      delete(taskId, nowMs, ContestTopology.LEADERBOARDS_SINK);
    }
  }

  private int goOn(String taskId, int limit, long nowMs) {
    int removed =
        stores.removeMany(
            taskId, limit, standing -> delete(standing, nowMs, ContestTopology.STANDINGS_SINK));
    if (removed < limit) {
      stores.deadlines().endRemoval(taskId);
      stores
          .tasks()
          .get(taskId)
          .ifPresent(
              next ->
                  context.forward(new Record<>(taskId, next, nowMs), ContestTopology.ADMIT_TASK));
    }
    return removed;
  }

  private void delete(String key, long nowMs, String sink) {
    context.forward(new Record<>(key, null, nowMs), sink);
  }
}
