package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Sample;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Samples of the rung that decides. Key: task id / cluster id / number of the block, in ten digits,
 * so that a scan gives them by block, whatever the order in which they came.
 */
public final class SampleStore {
  public static final String NAME = "samples-by-block-store";

  private final KeyValueStore<String, Sample> store;

  SampleStore(KeyValueStore<String, Sample> store) {
    this.store = store;
  }

  private static String prefix(String taskId, String clusterId) {
    return taskId + '/' + clusterId + '/';
  }

  /** Keeps samples of blocks that follow each other. */
  public void put(String taskId, String clusterId, long firstBlock, List<Sample> samples) {
    long block = firstBlock;
    for (Sample sample : samples) {
      store.put(prefix(taskId, clusterId) + digits(block), sample);
      block++;
    }
  }

  /** The samples of a cluster by block. */
  public SortedMap<Long, Sample> of(String taskId, String clusterId) {
    SortedMap<Long, Sample> samples = new TreeMap<>();
    String prefix = prefix(taskId, clusterId);
    try (KeyValueIterator<String, Sample> found =
        store.prefixScan(prefix, new StringSerializer())) {
      found.forEachRemaining(
          entry -> samples.put(Long.parseLong(entry.key.substring(prefix.length())), entry.value));
    }
    return samples;
  }

  /** The sample of a cluster's lowest block; empty if it has none. */
  public Optional<Sample> first(String taskId, String clusterId) {
    try (KeyValueIterator<String, Sample> found =
        store.prefixScan(prefix(taskId, clusterId), new StringSerializer())) {
      return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
    }
  }

  /** Forgets the samples of a task. */
  public void removeAll(String taskId) {
    remove(taskId, Integer.MAX_VALUE);
  }

  /** Takes records of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit).size();
  }

  private static String digits(long block) {
    String number = Long.toString(block);
    return "0".repeat(10 - number.length()) + number;
  }
}
