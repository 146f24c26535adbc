package dev.winnow.benchmarks.queues;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for a share group to have come to rest. */
final class ShareMembers {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private ShareMembers() {}

  /**
   * Returns when each partition of a topic has its part of the members. What is handed out before
   * may fill members that are given other partitions then.
   */
  static void await(String servers, String group, String topic, int partitions, int members)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      while (!isAtRest(admin, group, topic, partitions, members)) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("the members of " + group + " were not spread evenly");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static boolean isAtRest(
      Admin admin, String group, String topic, int partitions, int members)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Integer> counts = new HashMap<>();
    try {
      admin.describeShareGroups(List.of(group)).all().get().get(group).members().stream()
          .flatMap(member -> member.assignment().topicPartitions().stream())
          .filter(partition -> partition.topic().equals(topic))
          .forEach(partition -> counts.merge(partition, 1, Integer::sum));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof RetriableException) {
        // Nobody has joined yet, or the broker has its hands full with those who do.
        return false;
      }
      throw e;
    }
    return counts.size() == partitions
        && counts.values().stream().allMatch(count -> count >= members / partitions);
  }
}
