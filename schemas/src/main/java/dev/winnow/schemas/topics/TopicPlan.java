package dev.winnow.schemas.topics;

import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.topics.TopicStep.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The steps from what topics are to what they should be. Pure: it asks no broker.
 *
 * @param steps one a topic, in the order of the targets
 */
public record TopicPlan(List<TopicStep> steps) {

  public TopicPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Makes a plan.
   *
   * @param targets what topics should be
   * @param groups those whose partitions must be equal
   * @param found the topics that exist, by name
   * @param others names of all other topics of the cluster
   */
  public static TopicPlan of(
      Collection<TopicTarget> targets,
      List<TopicGroup> groups,
      Map<String, TopicState> found,
      Collection<String> others) {
    List<TopicStep> steps = new ArrayList<>();
    for (TopicTarget target : targets) {
      TopicGroup group =
          groups.stream()
              .filter(each -> each.names().contains(target.name()))
              .findFirst()
              .orElse(new TopicGroup(Set.of(target.name()), ""));
      TopicState state = found.get(target.name());
      steps.add(
          state == null
              ? created(target, group, found)
              : existing(target, state, group, found, others));
    }
    return new TopicPlan(steps);
  }

  /** Whether something is refused. */
  public boolean isRefused() {
    return steps.stream().anyMatch(step -> step.kind() == Kind.REFUSED);
  }

  /** How many topics are made or changed. */
  public long changes() {
    return steps.stream()
        .filter(step -> step.kind() == Kind.CREATE || step.kind() == Kind.CHANGE)
        .count();
  }

  private static TopicStep created(
      TopicTarget target, TopicGroup group, Map<String, TopicState> found) {
    // One of the group that was deleted must come back as the others are.
    int partitions =
        group.names().stream()
            .filter(found::containsKey)
            .mapToInt(name -> found.get(name).partitions())
            .findFirst()
            .orElse(target.partitions());
    List<String> changes = new ArrayList<>();
    changes.add(count(partitions, "partition"));
    changes.add(count(target.replication(), "replica"));
    target.creation().forEach((key, value) -> changes.add(key + "=" + value));
    return new TopicStep(
        target.name(),
        Kind.CREATE,
        partitions,
        target.replication(),
        false,
        target.creation(),
        changes,
        "",
        "",
        List.of());
  }

  private static TopicStep existing(
      TopicTarget target,
      TopicState state,
      TopicGroup group,
      Map<String, TopicState> found,
      Collection<String> others) {
    Optional<TopicStep> refused = unequal(target, state, group, found);
    if (refused.isEmpty() && target.isCountAsked() && target.partitions() != state.partitions()) {
      refused = resized(target, state, group, found, others);
    }
    if (refused.isPresent()) {
      return refused.get();
    }
    int partitions = target.isCountAsked() ? target.partitions() : state.partitions();
    List<String> changes = new ArrayList<>();
    if (partitions != state.partitions()) {
      changes.add(state.partitions() + " → " + count(partitions, "partition"));
    }
    Map<String, String> config = new TreeMap<>();
    target
        .required()
        .forEach(
            (key, value) -> {
              String now = state.config().get(key);
              if (!value.equals(now)) {
                config.put(key, value);
                changes.add(key + "=" + value + (now == null ? "" : ", was " + now));
              }
            });
    return new TopicStep(
        target.name(),
        changes.isEmpty() ? Kind.NOTHING : Kind.CHANGE,
        partitions,
        (short) 0,
        partitions > state.partitions(),
        config,
        changes,
        "",
        "",
        warnings(target, state));
  }

  private static List<String> warnings(TopicTarget target, TopicState state) {
    List<String> warnings = new ArrayList<>();
    if (state.replication() < target.replication()) {
      warnings.add(
          "%s has %s; %d are asked for, which kafka-reassign-partitions.sh can make"
              .formatted(
                  target.name(), count(state.replication(), "replica"), target.replication()));
    }
    if (state.withoutLeader() > 0) {
      warnings.add(
          "%s has %s without a leader: look whether all brokers run"
              .formatted(target.name(), count(state.withoutLeader(), "partition")));
    }
    return warnings;
  }

  /** Those of a group that are no longer equal. */
  private static Optional<TopicStep> unequal(
      TopicTarget target, TopicState state, TopicGroup group, Map<String, TopicState> found) {
    Set<Integer> counts =
        group.names().stream()
            .filter(found::containsKey)
            .map(name -> found.get(name).partitions())
            .collect(Collectors.toCollection(TreeSet::new));
    if (counts.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        TopicStep.refused(
            target.name(),
            state,
            "the partitions of %s differ: %s"
                .formatted(
                    group.words(),
                    counts.stream().map(String::valueOf).collect(Collectors.joining(", "))),
            "make them equal before anything is submitted: delete those of them that are empty,"
                + " and apply again"));
  }

  private static Optional<TopicStep> resized(
      TopicTarget target,
      TopicState state,
      TopicGroup group,
      Map<String, TopicState> found,
      Collection<String> others) {
    if (target.partitions() < state.partitions()) {
      return Optional.of(
          TopicStep.refused(
              target.name(),
              state,
              "it has %s, and Kafka takes none away"
                  .formatted(count(state.partitions(), "partition")),
              asItIs(state)));
    }
    if (group.names().size() > 1) {
      return regrouped(target, state, group, found, others);
    }
    return target.cleanup() == Cleanup.COMPACT && state.hasRecords()
        ? Optional.of(
            TopicStep.refused(
                target.name(),
                state,
                "it has records and is compacted: the older record of a key would stay in its old"
                    + " partition",
                asItIs(state)))
        : Optional.empty();
  }

  private static Optional<TopicStep> regrouped(
      TopicTarget target,
      TopicState state,
      TopicGroup group,
      Map<String, TopicState> found,
      Collection<String> others) {
    Optional<String> used =
        group.names().stream()
            .filter(name -> found.containsKey(name) && found.get(name).hasRecords())
            .min(String::compareTo);
    if (used.isPresent()) {
      return Optional.of(
          TopicStep.refused(
              target.name(),
              state,
              "%s has records: what concerns one key would be in two places, for %s are read together"
                  .formatted(used.get(), group.words()),
              asItIs(state)));
    }
    return others.stream()
        .filter(group::isChangelog)
        .findFirst()
        .map(
            changelog ->
                TopicStep.refused(
                    target.name(),
                    state,
                    "streams-app has stores of %s: %s"
                        .formatted(count(state.partitions(), "partition"), changelog),
                    "ask for %d, or stop streams-app and delete its topics with kafka-streams-application-reset.sh"
                        .formatted(state.partitions())));
  }

  private static String asItIs(TopicState state) {
    return "ask for %d, or use a cluster that is new".formatted(state.partitions());
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
