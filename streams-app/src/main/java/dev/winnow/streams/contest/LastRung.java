package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.racing.Race;
import dev.winnow.streams.contest.racing.Ruling;
import dev.winnow.streams.contest.ranking.Comparison;
import dev.winnow.streams.contest.ranking.Contender;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.ranking.Differences;
import dev.winnow.streams.contest.ranking.PairedDifferences;
import dev.winnow.streams.contest.ranking.UnpairedDifferences;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The clusters of a task that are measured, beside each other. */
final class LastRung {
  private final Task task;
  private final Criteria criteria;
  private final Differences differences;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final List<Contender> contenders = new ArrayList<>();

  private LastRung(ContestStores stores, Task task, Contest contest, List<Standing> measured) {
    this.task = task;
    this.criteria = Candidates.criteria(task, contest).settled(settled(stores, task, measured));
    for (Standing standing : measured) {
      standings.put(standing.getClusterId(), standing);
      contenders.add(criteria.contender(Candidates.of(standing)));
    }
    this.differences =
        new Cascade(task).isPaired()
            ? new PairedDifferences(criteria, blocks(stores))
            : new UnpairedDifferences();
  }

  /** All of a task. */
  static LastRung of(ContestStores stores, Task task, Contest contest) {
    List<Standing> measured = new ArrayList<>();
    stores
        .standings()
        .forEach(
            task.getTaskId(),
            standing -> {
              if (standing.getState() == StandingState.MEASURED && !standing.getControl()) {
                measured.add(standing);
              }
            });
    return new LastRung(stores, task, contest, measured);
  }

  /**
   * Those at the top of the board. Of a Pareto front it has whom the order of the objectives puts
   * there, for a board that is written at each event: the verdict has all.
   *
   * @param most how many at most
   */
  static LastRung top(ContestStores stores, Task task, Contest contest, int most) {
    return new LastRung(
        stores,
        task,
        contest,
        stores.ranks().top(task.getTaskId(), most).stream()
            .map(id -> stores.standings().get(task.getTaskId(), id).orElseThrow())
            .toList());
  }

  /**
   * Metrics of objectives that the last rung does not report, but an earlier one: more samples tell
   * nothing of them.
   */
  private static Set<String> settled(ContestStores stores, Task task, List<Standing> measured) {
    Set<String> settled =
        task.getObjectives().stream().map(Objective::getMetric).collect(Collectors.toSet());
    boolean isAnySampleKept = false;
    for (Standing standing : measured) {
      Optional<Sample> first = stores.samples().first(task.getTaskId(), standing.getClusterId());
      first.ifPresent(sample -> settled.removeAll(sample.getMetrics().keySet()));
      isAnySampleKept |= first.isPresent();
      if (settled.isEmpty()) {
        break;
      }
    }
    // A contest may be of a time before samples were kept.
    return isAnySampleKept ? settled : Set.of();
  }

  /** How many samples of each are ordered and not in. */
  static Map<String, Integer> out(ContestStores stores, String taskId) {
    return stores.openOrders().of(taskId).stream()
        .filter(order -> order.getKind() == OrderKind.EVALUATION && order.getFirstBlock() > 1)
        .collect(Collectors.toMap(OpenOrder::getSubject, OpenOrder::getSamples, Integer::sum));
  }

  /** How many samples more it would take for all to have as many as the one with most. */
  long samplesBelowMost() {
    long most = contenders.stream().mapToLong(Contender::samples).max().orElse(0);
    return contenders.stream().mapToLong(each -> most - each.samples()).sum();
  }

  boolean isEmpty() {
    return contenders.isEmpty();
  }

  /** All of them, the first of the board first. */
  List<Standing> ranked() {
    return comparison().ranked().stream().map(each -> standings.get(each.id())).toList();
  }

  Standing standing(String clusterId) {
    return standings.get(clusterId);
  }

  Criteria criteria() {
    return criteria;
  }

  Comparison comparison() {
    return new Comparison(criteria, contenders, differences);
  }

  /**
   * The race as it stands; not of nobody.
   *
   * @param out by cluster, how many samples are ordered and not in
   * @param samplesLeft how many more the budget allows
   */
  Race race(Map<String, Integer> out, long samplesLeft) {
    int most = new Cascade(task).mostSamples();
    Map<String, Integer> lost = new HashMap<>();
    for (Contender contender : contenders) {
      Standing standing = standings.get(contender.id());
      int ordered = standing.getSamplesOrdered() + standing.getFreshOrdered();
      long known = contender.samples() + out.getOrDefault(contender.id(), 0);
      lost.put(contender.id(), (int) Math.max(0, ordered - known));
    }
    return new Race(
        criteria,
        contenders,
        differences,
        out,
        new Race.Limits(task.getDecision().getKeep(), most, samplesLeft, lost));
  }

  /** What can be said if no more samples may be taken; not of nobody. */
  Ruling ruling() {
    return race(Map.of(), 0).stop();
  }

  private Map<String, SortedMap<Long, Map<String, Double>>> blocks(ContestStores stores) {
    Map<String, SortedMap<Long, Map<String, Double>>> blocks = new HashMap<>();
    for (String id : standings.keySet()) {
      SortedMap<Long, Map<String, Double>> metrics = new TreeMap<>();
      stores
          .samples()
          .of(task.getTaskId(), id)
          .forEach((block, sample) -> metrics.put(block, sample.getMetrics()));
      blocks.put(id, metrics);
    }
    return blocks;
  }
}
