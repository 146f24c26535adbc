package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Contest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Progress and ledger of each task. Key: task id. */
public final class ContestStore {
  public static final String NAME = "contests-by-task-store";

  private final KeyValueStore<String, Contest> store;

  ContestStore(KeyValueStore<String, Contest> store) {
    this.store = store;
  }

  public Optional<Contest> get(String taskId) {
    return Optional.ofNullable(store.get(taskId));
  }

  /**
   * The contest of a task that has been admitted.
   *
   * @throws IllegalStateException if there is none
   */
  public Contest require(String taskId) {
    return get(taskId)
        .orElseThrow(() -> new IllegalStateException("no contest for task " + taskId));
  }

  /**
   * Some contests in the order of their ids.
   *
   * @param after the id after which they begin; empty for the first
   * @param limit how many at most
   */
  public List<Contest> some(String after, int limit) {
    List<Contest> contests = new ArrayList<>();
    try (KeyValueIterator<String, Contest> found =
        store.range(after.isEmpty() ? null : after + Character.MIN_VALUE, null)) {
      while (contests.size() < limit && found.hasNext()) {
        contests.add(found.next().value);
      }
    }
    return contests;
  }

  /** Saves the contest as its next revision. */
  public void put(Contest contest, long timestamp) {
    contest.setRevision(contest.getRevision() + 1);
    contest.setUpdatedAt(Instant.ofEpochMilli(timestamp));
    store.put(contest.getTaskId(), contest);
  }

  public void remove(String taskId) {
    store.put(taskId, null);
  }
}
