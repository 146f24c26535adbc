package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Questions to judges and their answers. Key: task id / number of the question, in ten digits, so
 * that a scan gives them in the order in which they were asked.
 */
public final class VoteStore {
  public static final String NAME = "votes-by-question-store";

  private final KeyValueStore<String, Vote> store;

  VoteStore(KeyValueStore<String, Vote> store) {
    this.store = store;
  }

  private static String key(String taskId, int number) {
    String digits = Integer.toString(number);
    return taskId + '/' + "0".repeat(10 - digits.length()) + digits;
  }

  public void put(Vote vote) {
    store.put(key(vote.getTaskId(), vote.getNumber()), vote);
  }

  public Optional<Vote> get(String taskId, int number) {
    return Optional.ofNullable(store.get(key(taskId, number)));
  }

  public void remove(Vote vote) {
    store.delete(key(vote.getTaskId(), vote.getNumber()));
  }

  /** The votes of a task in the order of their numbers. */
  public List<Vote> of(String taskId) {
    List<Vote> votes = new ArrayList<>();
    try (KeyValueIterator<String, Vote> found =
        store.prefixScan(taskId + '/', new StringSerializer())) {
      found.forEachRemaining(entry -> votes.add(entry.value));
    }
    return votes;
  }

  /** Takes records of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit).size();
  }
}
