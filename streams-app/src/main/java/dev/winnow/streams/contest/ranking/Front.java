package dev.winnow.streams.contest.ranking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Pareto front as far as the data show it. One candidate dominates another if it is at least as
 * good on every axis and better on one by no less than the tolerance. That is transitive, so there
 * is always somebody whom no other dominates.
 *
 * <p>Who is dominated for certain is out. Who is certain not to be dominated is in. The others are
 * open: more samples can tell.
 */
final class Front {
  private final Criteria criteria;
  private final Differences differences;
  private final List<Contender> ranked = new ArrayList<>();
  private final Set<Contender> alive = new LinkedHashSet<>();
  private final Set<Contender> open = new HashSet<>();

  /**
   * A front.
   *
   * @param sorted in the order of the objectives
   */
  Front(Criteria criteria, List<Contender> sorted, Differences differences) {
    this.criteria = criteria;
    this.differences = differences;
    for (Contender one : sorted) {
      if (sorted.stream().noneMatch(rival -> dominates(rival, one))) {
        alive.add(one);
      }
    }
    ranked.addAll(alive);
    sorted.stream().filter(one -> !alive.contains(one)).forEach(ranked::add);
    for (Contender one : alive) {
      if (alive.stream().anyMatch(rival -> mayDominate(rival, one))) {
        open.add(one);
      }
    }
  }

  /** All, those who are not out before the others. */
  List<Contender> ranked() {
    return List.copyOf(ranked);
  }

  /** Those who are not out, in the order of the objectives. */
  List<Contender> alive() {
    return ranked().subList(0, alive.size());
  }

  /** How many are before one for certain. */
  int before(Contender one) {
    return Math.toIntExact(ranked.stream().filter(other -> isBefore(other, one)).count());
  }

  /** How many are after one for certain. */
  int after(Contender one) {
    return Math.toIntExact(ranked.stream().filter(other -> isBefore(one, other)).count());
  }

  /** Whoever is in is before whoever is out; else the first axis says it, if both stay. */
  private boolean isBefore(Contender one, Contender other) {
    boolean isIn = alive.contains(one) && !open.contains(one);
    if (isIn && !alive.contains(other)) {
      return true;
    }
    boolean mayFallBehind = !isIn && alive.contains(other);
    Interval difference = one.position(0).interval().minus(other.position(0).interval());
    return !mayFallBehind && Criteria.better(difference, criteria.axes().get(0).tolerance());
  }

  /** Those who may be shown to be dominated, and those who may be shown to dominate them. */
  List<Contender> inQuestion() {
    Set<Contender> inQuestion = new HashSet<>();
    for (Contender one : open) {
      for (Contender rival : alive) {
        if (mayDominate(rival, one) && canBeShown(rival, one)) {
          inQuestion.add(rival);
          inQuestion.add(one);
        }
      }
    }
    return alive.stream().filter(inQuestion::contains).toList();
  }

  /**
   * Whether more samples can show that one dominates another that it may dominate: not where it may
   * be worse on an axis that they tell nothing of. To show that it does not is of no use, since the
   * other stays where it is.
   */
  private boolean canBeShown(Contender rival, Contender dominated) {
    boolean canBeBetter = false;
    for (int index = 0; index < criteria.axes().size(); index++) {
      Axis axis = criteria.axes().get(index);
      boolean canTell = criteria.canTell(rival, dominated, axis);
      Interval difference = differences.between(rival, dominated, index);
      if (!canTell && difference.low() < 0) {
        return false;
      }
      canBeBetter |= canTell || Criteria.better(difference, axis.tolerance());
    }
    return canBeBetter;
  }

  private boolean dominates(Contender rival, Contender dominated) {
    boolean better = false;
    for (int axis = 0; axis < criteria.axes().size(); axis++) {
      Interval difference = differences.between(rival, dominated, axis);
      if (difference.low() < 0) {
        return false;
      }
      better |= Criteria.better(difference, criteria.axes().get(axis).tolerance());
    }
    return better;
  }

  private boolean mayDominate(Contender rival, Contender dominated) {
    if (rival.equals(dominated)) {
      return false;
    }
    boolean mayBeBetter = false;
    for (int axis = 0; axis < criteria.axes().size(); axis++) {
      Interval difference = differences.between(rival, dominated, axis);
      if (difference.high() < 0) {
        return false;
      }
      double tolerance = criteria.axes().get(axis).tolerance();
      mayBeBetter |= tolerance > 0 ? difference.high() >= tolerance : difference.high() > 0;
    }
    return mayBeBetter;
  }
}
