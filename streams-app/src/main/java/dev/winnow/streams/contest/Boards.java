package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.ranking.BoardChanges;
import dev.winnow.streams.contest.ranking.Contender;
import dev.winnow.streams.contest.ranking.Place;
import dev.winnow.streams.contest.store.ContestStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leaderboards from standings. */
final class Boards {
  private Boards() {}

  /**
   * The first places of the board.
   *
   * @param rung who is on it
   * @param most how many at most
   */
  static List<LeaderboardEntry> entries(ContestStores stores, LastRung rung, int most) {
    List<LeaderboardEntry> entries = new ArrayList<>();
    for (Place place : rung.comparison().places(most)) {
      Standing standing = rung.standing(place.id());
      Map<String, MetricInterval> intervals = new TreeMap<>();
      place.intervals().forEach((metric, interval) -> intervals.put(metric, interval.toRecord()));
      LeaderboardEntry.Builder entry =
          entry(standing, place.rank())
              .setIntervals(intervals)
              .setBestRank(place.bestRank())
              .setWorstRank(place.worstRank())
              .setTied(place.tied())
              .setFamilySize(FamilyRegister.size(stores, standing));
      place.probabilityBest().ifPresent(entry::setProbabilityBest);
      entries.add(entry.build());
    }
    return entries;
  }

  /**
   * Who is kept, best first.
   *
   * @param keep how many at most, at least 1
   * @param preferred who goes first though the board has others before it; empty for the board's
   *     own first
   */
  static List<LeaderboardEntry> kept(
      ContestStores stores, LastRung rung, int keep, Optional<String> preferred) {
    if (preferred.isEmpty()) {
      return entries(stores, rung, keep);
    }
    String first = preferred.get();
    List<String> ranked = rung.comparison().ranked().stream().map(Contender::id).toList();
    List<LeaderboardEntry> entries =
        new ArrayList<>(entries(stores, rung, Math.max(keep, ranked.indexOf(first) + 1)));
    entries.sort(Comparator.comparing(entry -> !entry.getClusterId().equals(first)));
    for (int index = 0; index < entries.size(); index++) {
      LeaderboardEntry entry = entries.get(index);
      // Who was first on the board ties with the one that is named first now.
      boolean isTied = index > 0 && (entry.getRank() == 1 || entry.getTied());
      entry.setTied(isTied);
      entry.setRank(index + 1);
    }
    return List.copyOf(entries.subList(0, Math.min(keep, entries.size())));
  }

  /** The untouched base; empty if it is not measured, or not yet. */
  static Optional<LeaderboardEntry> control(ContestStores stores, Task task, LastRung rung) {
    return stores
        .standings()
        .get(task.getTaskId(), Control.CLUSTER_ID)
        .filter(standing -> standing.getState() == StandingState.MEASURED)
        .map(
            standing -> {
              Map<String, MetricInterval> intervals = new TreeMap<>();
              task.getObjectives()
                  .forEach(
                      objective ->
                          intervals.put(
                              objective.getMetric(),
                              rung.criteria()
                                  .interval(Candidates.of(standing), objective)
                                  .toRecord()));
              return entry(standing, 0).setIntervals(intervals).build();
            });
  }

  /**
   * The next version of a board.
   *
   * @return empty when nothing on it has changed
   */
  static Optional<Leaderboard> next(
      Contest contest,
      Optional<Leaderboard> last,
      List<LeaderboardEntry> entries,
      Optional<LeaderboardEntry> control,
      Instant now) {
    Leaderboard.Builder next =
        Leaderboard.newBuilder()
            .setTaskId(contest.getTaskId())
            .setVersion(last.map(Leaderboard::getVersion).orElse(0L))
            .setEntries(entries)
            .setUpdatedAt(last.map(Leaderboard::getUpdatedAt).orElse(now))
            .setControl(control.orElse(null))
            .setGains(contest.getGains())
            .setAlerts(contest.getAlerts())
            .setHosts(hosts(contest, last))
            .setChanges(last.map(Leaderboard::getChanges).orElse(List.of()));
    boolean isEmpty = entries.isEmpty() && control.isEmpty() && contest.getAlerts().isEmpty();
    Leaderboard same = next.build();
    return isEmpty && last.isEmpty() || last.filter(same::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            next.setVersion(same.getVersion() + 1)
                .setUpdatedAt(now)
                .setHosts(contest.getHosts())
                .setChanges(
                    BoardChanges.between(
                        last.map(Leaderboard::getEntries).orElse(List.of()), entries))
                .build());
  }

  /** One sample more of a kind of machine that is known makes no other board. */
  private static Map<String, Long> hosts(Contest contest, Optional<Leaderboard> last) {
    return last.map(Leaderboard::getHosts)
        .filter(known -> known.keySet().equals(contest.getHosts().keySet()))
        .orElseGet(contest::getHosts);
  }

  private static LeaderboardEntry.Builder entry(Standing standing, int rank) {
    return LeaderboardEntry.newBuilder()
        .setRank(rank)
        .setClusterId(standing.getClusterId())
        .setAttemptId(standing.getAttemptId())
        .setVariant(standing.getVariant())
        .setCommit(standing.getCommit())
        .setSize(standing.getSize())
        .setMetrics(standing.getMetrics())
        .setCost(standing.getCost())
        .setDiff(standing.getDiff())
        .setFresh(standing.getFresh());
  }
}
