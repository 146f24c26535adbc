package dev.winnow.schemas.topics;

import java.util.Map;

/**
 * What a topic is.
 *
 * @param partitions how many it has
 * @param replication how many replicas the partition with the fewest has
 * @param withoutLeader how many partitions have no leader now
 * @param config its settings, defaults of the broker included
 * @param hasRecords whether anything is in it
 */
public record TopicState(
    int partitions,
    int replication,
    int withoutLeader,
    Map<String, String> config,
    boolean hasRecords) {
  public TopicState {
    config = Map.copyOf(config);
  }
}
