package dev.winnow.worker.queue;

import java.time.Duration;
import java.util.Map;

/**
 * How a {@link ShareGroupQueue} takes part in its group.
 *
 * @param topic the topic that is the queue
 * @param group id of the share group
 * @param slots how many records are worked on at once, at least 1
 * @param slotsPerMember how many of them one group member takes at a time; see {@link
 *     ShareGroupQueue} for what more than 1 costs
 * @param lock how long a record stays locked without renewal. The broker bounds it, from 15 s to 60
 *     s by default
 * @param deliveryLimit after how many deliveries the broker gives a record up, silently
 * @param clientId prefix of the consumers' client ids
 * @param client Kafka client settings: bootstrap.servers, security
 */
public record ShareGroup(
    String topic,
    String group,
    int slots,
    int slotsPerMember,
    Duration lock,
    int deliveryLimit,
    String clientId,
    Map<String, String> client) {
  public ShareGroup {
    client = Map.copyOf(client);
  }

  /** How many consumers it takes to fill the slots. */
  int members() {
    return (slots + slotsPerMember - 1) / slotsPerMember;
  }
}
