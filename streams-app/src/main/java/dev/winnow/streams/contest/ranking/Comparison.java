package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Candidates beside each other. It depends on what is known of them and not on their order. */
public final class Comparison {
  private final Criteria criteria;
  private final Differences differences;
  private final List<Contender> ranked;

  /** Null where the ranking is not by one. */
  private final Front front;

  /**
   * Compares.
   *
   * @param contenders all that are measured, with different ids
   */
  public Comparison(Criteria criteria, Collection<Contender> contenders, Differences differences) {
    this.criteria = criteria;
    this.differences = differences;
    List<Contender> sorted = contenders.stream().sorted().toList();
    this.front =
        criteria.rankBy() == RankBy.PARETO ? new Front(criteria, sorted, differences) : null;
    this.ranked = front == null ? sorted : front.ranked();
  }

  /**
   * All, in the board's order; the first one is the leader. On a Pareto front that is the order of
   * the objectives as well, after whom those come who are certain to be dominated.
   */
  public List<Contender> ranked() {
    return ranked;
  }

  /**
   * Whom the data cannot set apart from the leader by at least the tolerance, in the board's order,
   * without the leader. On a Pareto front: all others of it that are not certain to be dominated.
   */
  public List<Contender> tieSet() {
    if (front != null) {
      List<Contender> alive = front.alive();
      return alive.subList(Math.min(1, alive.size()), alive.size());
    }
    return ranked.stream()
        .skip(1)
        .filter(other -> relation(ranked.get(0), other) != Relation.AHEAD)
        .toList();
  }

  /**
   * Pairs of which it is not known whether the second belongs before the first.
   *
   * @param first how many of the board go first; each of them is held against each of the others
   */
  public List<Pair> open(int first) {
    List<Pair> open = new ArrayList<>();
    for (Contender other : ranked.subList(Math.min(first, ranked.size()), ranked.size())) {
      Pair worst = null;
      for (Contender ahead : ranked.subList(0, Math.min(first, ranked.size()))) {
        if (relation(ahead, other) == Relation.OPEN) {
          double low = differences.between(ahead, other, criteria.racedAxis()).low();
          if (worst == null || low < worst.low()) {
            worst = new Pair(ahead, other, low);
          }
        }
      }
      if (worst != null) {
        open.add(worst);
      }
    }
    return open;
  }

  /** Who is open on the Pareto front, with those whose samples can tell; empty if nobody is. */
  public List<Contender> openOnFront() {
    return front == null ? List.of() : front.inQuestion();
  }

  /**
   * Whom all of the first ones are ahead of: no further sample of theirs is of use.
   *
   * @param first how many of the board go first
   */
  public List<Contender> beaten(int first) {
    if (front != null) {
      return ranked.subList(front.alive().size(), ranked.size());
    }
    List<Contender> leaders = ranked.subList(0, Math.min(first, ranked.size()));
    return ranked.stream()
        .skip(first)
        .filter(other -> leaders.stream().allMatch(one -> relation(one, other) == Relation.AHEAD))
        .toList();
  }

  /**
   * Places of the first ones.
   *
   * @param most how many at most
   */
  public List<Place> places(int most) {
    double[] lows = ranked.stream().mapToDouble(one -> first(one).low()).sorted().toArray();
    double[] highs = ranked.stream().mapToDouble(one -> first(one).high()).sorted().toArray();
    double[] best = BestProbability.of(ranked);
    Set<String> tied = tieSet().stream().map(Contender::id).collect(Collectors.toSet());
    List<Place> places = new ArrayList<>();
    for (Contender contender : ranked.subList(0, Math.min(most, ranked.size()))) {
      int index = places.size();
      places.add(
          new Place(
              contender.id(),
              index + 1,
              intervals(contender),
              best.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(best[index]),
              1 + (front == null ? above(lows, first(contender).high()) : front.before(contender)),
              ranked.size()
                  - (front == null ? below(highs, first(contender).low()) : front.after(contender)),
              tied.contains(contender.id())));
    }
    return places;
  }

  private Relation relation(Contender one, Contender other) {
    return criteria.relation(one, other, differences);
  }

  private static Interval first(Contender contender) {
    return contender.position(0).interval();
  }

  private Map<String, Interval> intervals(Contender contender) {
    Map<String, Interval> intervals = new TreeMap<>();
    for (Objective objective : criteria.objectives()) {
      intervals.put(objective.getMetric(), criteria.interval(contender.candidate(), objective));
    }
    return intervals;
  }

  /** How many are certain to be better than one that is at most {@code high}. */
  private int above(double[] lows, double high) {
    double tolerance = criteria.axes().get(0).tolerance();
    return lows.length - firstAtLeast(lows, tolerance > 0 ? high + tolerance : Math.nextUp(high));
  }

  /** How many are certain to be worse than one that is at least {@code low}. */
  private int below(double[] highs, double low) {
    double tolerance = criteria.axes().get(0).tolerance();
    return firstAtLeast(highs, tolerance > 0 ? Math.nextUp(low - tolerance) : low);
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Two candidates whose order is open.
   *
   * @param ahead before {@code behind} on the board
   * @param low what {@code ahead - behind} is at least, on the first axis that samples tell of
   */
  public record Pair(Contender ahead, Contender behind, double low) {}
}
