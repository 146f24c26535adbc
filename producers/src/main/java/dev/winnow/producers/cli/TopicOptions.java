package dev.winnow.producers.cli;

import dev.winnow.producers.client.ClientException;
import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.topics.TopicState;
import dev.winnow.schemas.topics.TopicTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that say what topics should be. */
final class TopicOptions {

  /** Partitions of a new topic where nobody says otherwise. */
  private static final int PARTITIONS = 4;

  /** Replicas of a new topic, if there are as many brokers. */
  private static final int REPLICAS = 3;

  private static final int MOST = 10_000;
  private static final Pattern RETENTION =
      Pattern.compile("(?:([a-z.-]+)=)?(?:(\\d{1,9})(m|h|d)|unlimited)");
  private static final Map<String, Long> UNIT_MS =
      Map.of("m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of all topics but those of work. Default: those that there are, else 4.")
  private Integer partitions;

  @Option(
      names = "--work-partitions",
      paramLabel = "N",
      description =
          "Partitions of winnow.attempts, winnow.evaluations and winnow.checks. Default: those that"
              + " there are, else as the others.")
  private Integer workPartitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Replicas of each partition. Default: 3, or as many as there are brokers.")
  private Integer replication;

  @Option(
      names = "--retention",
      paramLabel = "[TOPIC=]TIME",
      description =
          "How long a topic that is not compacted keeps records: 30d, 12h, 90m or unlimited;"
              + " without a topic, all of them. May be repeated. Default: what is set, else"
              + " unlimited.")
  private List<String> retention = List.of();

  /**
   * What the topics should be.
   *
   * @param topics of Winnow
   * @param found those that exist, by name
   * @param brokers how many there are
   * @throws ClientException if an option is wrong
   */
  List<TopicTarget> targets(Topics topics, Map<String, TopicState> found, int brokers) {
    require("--partitions", partitions);
    require("--work-partitions", workPartitions);
    require("--replication", replication);
    if (replication != null && replication > brokers) {
      throw new ClientException(
          "--replication is %d, and there are %d brokers".formatted(replication, brokers),
          "give at most " + brokers + ", or start more brokers",
          false);
    }
    Map<String, Long> kept = retentionByTopic(topics.all());
    int others = partitions != null ? partitions : count(found, topics.tasks().name(), PARTITIONS);
    short replicas = (short) (replication != null ? replication : Math.min(REPLICAS, brokers));
    Set<String> work =
        Set.of(topics.attempts().name(), topics.evaluations().name(), topics.checks().name());
    List<TopicTarget> targets = new ArrayList<>();
    for (Topic<?, ?> topic : topics.all()) {
      // Work topics follow only at their birth: later their count is a matter of their own.
      boolean isWork = work.contains(topic.name());
      Integer asked = isWork ? workPartitions : partitions;
      targets.add(
          new TopicTarget(
              topic.name(),
              topic.cleanup(),
              asked != null ? asked : others,
              asked != null,
              replicas,
              Optional.ofNullable(kept.get(topic.name()))));
    }
    return targets;
  }

  private static int count(Map<String, TopicState> found, String name, int otherwise) {
    return found.containsKey(name) ? found.get(name).partitions() : otherwise;
  }

  private static void require(String option, Integer number) {
    if (number != null && (number < 1 || number > MOST)) {
      throw new ClientException(
          option + " is " + number, "give a whole number from 1 to " + MOST, false);
    }
  }

  private Map<String, Long> retentionByTopic(List<Topic<?, ?>> all) {
    Map<String, Cleanup> known =
        all.stream().collect(Collectors.toMap(Topic::name, Topic::cleanup));
    Map<String, Long> kept = new HashMap<>();
    Map<String, Long> named = new HashMap<>();
    for (String text : retention) {
      Matcher form = RETENTION.matcher(text);
      if (!form.matches()) {
        throw new ClientException(
            "--retention is '" + text + "'",
            "give a time such as 30d, 12h, 90m or unlimited, or a topic with one:"
                + " winnow.results=30d",
            false);
      }
      long milliseconds =
          form.group(2) == null
              ? TopicTarget.FOR_EVER
              : Long.parseLong(form.group(2)) * UNIT_MS.get(form.group(3));
      String topic = form.group(1);
      if (topic == null) {
        known.forEach(
            (name, cleanup) -> {
              if (cleanup == Cleanup.DELETE) {
                kept.put(name, milliseconds);
              }
            });
      } else if (known.get(topic) == Cleanup.DELETE) {
        named.put(topic, milliseconds);
      } else {
        throw new ClientException(
            known.containsKey(topic)
                ? topic + " is compacted: it keeps the newest record of each key for ever"
                : "--retention names " + topic + ", which is no topic of Winnow",
            "name one of those that delete: "
                + known.keySet().stream()
                    .filter(name -> known.get(name) == Cleanup.DELETE)
                    .sorted()
                    .collect(Collectors.joining(", ")),
            false);
      }
    }
    kept.putAll(named);
    return kept;
  }
}
