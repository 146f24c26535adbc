package dev.winnow.streams.contest.ranking;

import java.util.ArrayList;
import java.util.List;

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
  private final List<Contender> alive = new ArrayList<>();
  private final List<Contender> open = new ArrayList<>();

  /**
   * A front.
   *
   * @param ranked in the board's order
   */
  Front(Criteria criteria, List<Contender> ranked, Differences differences) {
    this.criteria = criteria;
    this.differences = differences;
    for (Contender one : ranked) {
      if (ranked.stream().noneMatch(rival -> dominates(rival, one))) {
        alive.add(one);
      }
    }
    for (Contender one : alive) {
      if (alive.stream().anyMatch(rival -> mayDominate(rival, one))) {
        open.add(one);
      }
    }
  }

  /** Those who are not out, in the board's order. */
  List<Contender> alive() {
    return alive;
  }

  /** Those who are open, and those who may dominate one of them: whose samples can tell. */
  List<Contender> inQuestion() {
    return alive.stream()
        .filter(
            one -> open.contains(one) || open.stream().anyMatch(other -> mayDominate(one, other)))
        .toList();
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
