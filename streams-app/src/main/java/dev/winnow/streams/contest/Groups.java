package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.streams.contest.ranking.VariantGroups;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variants of a contest as groups. */
final class Groups {
  private static final int MOST_NAMES = 5;

  private Groups() {}

  /**
   * The variants beside each other; empty if there are fewer than two, or none has two attempts
   * that were measured, for then a group says no more than its attempt. Empty as well where members
   * of families were spared: those that do well are measured, so the mean of a variant would be
   * that of its better families.
   */
  static List<VariantEstimate> of(ContestStores stores, Task task, Contest contest) {
    if (contest.getWaiting() > 0) {
      return List.of();
    }
    List<VariantGroups.Measured> attempts = new ArrayList<>();
    Map<String, Integer> measured = new HashMap<>();
    stores
        .attempts()
        .forEach(
            task.getTaskId(),
            attempt -> {
              Optional<Map<String, MetricSummary>> metrics =
                  attempt
                      .getClusterId()
                      .flatMap(id -> stores.standings().get(task.getTaskId(), id))
                      .flatMap(standing -> atRungForAll(task, standing));
              metrics.ifPresent(found -> measured.merge(attempt.getVariant(), 1, Integer::sum));
              attempts.add(
                  new VariantGroups.Measured(
                      attempt.getVariant(), attempt.getClusterId().orElse(""), metrics));
            });
    boolean isOfUse =
        task.getVariants().size() > 1 && measured.values().stream().anyMatch(count -> count > 1);
    return isOfUse
        ? VariantGroups.of(
            Candidates.criteria(task, contest),
            task.getVariants().stream().map(Variant::getName).toList(),
            attempts)
        : List.of();
  }

  /** Why variants that were to be compared as groups are not; empty where that is not so. */
  static Optional<String> warning(Task task, Contest contest) {
    boolean areGroups =
        task.getVariants().size() > 1
            && task.getVariants().stream().anyMatch(variant -> variant.getAttempts() > 1);
    int spared = contest.getWaiting();
    return areGroups && spared > 0
        ? Optional.of(
            "the variants are not compared as groups: "
                + (spared == 1 ? "1 change was" : spared + " changes were")
                + " spared for being like others that did not do well, so means would flatter the"
                + " variants they are of; dedup.similarity: 0 measures all")
        : Optional.empty();
  }

  /**
   * What a person should know of groups that were compared: of which all attempts made one change.
   */
  static Optional<String> ofOneChange(
      ContestStores stores, Task task, List<VariantEstimate> groups) {
    Map<String, Set<String>> changes = new HashMap<>();
    stores
        .attempts()
        .forEach(
            task.getTaskId(),
            attempt ->
                attempt
                    .getClusterId()
                    .ifPresent(
                        id ->
                            changes
                                .computeIfAbsent(attempt.getVariant(), name -> new HashSet<>())
                                .add(id)));
    List<String> names =
        groups.stream()
            .filter(group -> group.getAttempts() > 1)
            .map(VariantEstimate::getVariant)
            .filter(name -> changes.get(name).size() == 1)
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - MOST_NAMES;
    return Optional.of(
        "all attempts of "
            + (names.size() == 1 ? "variant " : "each of the variants ")
            + shown
            + (more > 0 ? " and " + more + " more" : "")
            + " made one change: as a group it says no more than that change does");
  }

  /** What it measured at the first rung with metrics, where nobody had been sent home yet. */
  private static Optional<Map<String, MetricSummary>> atRungForAll(Task task, Standing standing) {
    Map<String, MetricSummary> metrics =
        standing.getScreening().isEmpty() ? standing.getMetrics() : standing.getScreening();
    boolean hasAll =
        task.getObjectives().stream()
            .allMatch(objective -> metrics.containsKey(objective.getMetric()));
    return hasAll ? Optional.of(metrics) : Optional.empty();
  }
}
