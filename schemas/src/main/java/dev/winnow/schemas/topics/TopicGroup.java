package dev.winnow.schemas.topics;

import dev.winnow.schemas.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Topics whose partitions must be equal: what concerns one key is read from all of them by one task
 * of the streams application, which keeps what it makes of them in stores of as many partitions.
 *
 * @param names of the topics
 * @param store one of those stores; while its changelog is there, so are the counts it was made for
 */
public record TopicGroup(Set<String> names, String store) {

  public TopicGroup {
    names = Set.copyOf(names);
  }

  /** The groups of Winnow's topics; those in none may have any number of partitions. */
  public static List<TopicGroup> of(Topics topics) {
    return List.of(
        new TopicGroup(
            Set.of(topics.tasks().name(), topics.taskCommands().name(), topics.results().name()),
            "tasks-by-id-store"),
        new TopicGroup(
            Set.of(
                topics.pullRequests().name(), topics.pushes().name(), topics.checkResults().name()),
            "pull-requests-by-number-store"));
  }

  /** Whether a topic is the changelog of the store, whatever the application's id is. */
  boolean isChangelog(String topic) {
    return topic.endsWith("-" + store + "-changelog");
  }

  /** The names for a person. */
  String words() {
    return String.join(", ", new TreeSet<>(names));
  }
}
