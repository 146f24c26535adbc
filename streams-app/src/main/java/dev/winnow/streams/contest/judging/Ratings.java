package dev.winnow.streams.contest.judging;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ratings by the Bradley-Terry model, made from rounds of duels: the full-pair update of R. C. Weng
 * and C.-J. Lin, A Bayesian approximation method for online ranking, Journal of Machine Learning
 * Research 12 (2011), algorithm 1, with each candidate a team of one.
 *
 * <p>A round is one game of the paper: all of its duels are seen from the ratings before it, so the
 * order of duels within a round does not matter, and neither does who is named first.
 */
final class Ratings {
  /** How much luck is in one duel. */
  private static final double BETA = 25.0 / 6;

  /** A variance is not multiplied by less than this in one round, so it stays above 0. */
  private static final double KAPPA = 0.0001;

  private Ratings() {}

  /**
   * The ratings after rounds of duels.
   *
   * @param candidates all of them, each once; they begin with {@link Rating#START}
   * @param rounds the duels of each round, earliest round first; of candidates only
   * @return by candidate, in the order in which they were given
   */
  static Map<String, Rating> after(Collection<String> candidates, List<List<Duel>> rounds) {
    Map<String, Rating> ratings = new LinkedHashMap<>();
    candidates.forEach(each -> ratings.put(each, Rating.START));
    for (List<Duel> round : rounds) {
      Map<String, Change> changes = new LinkedHashMap<>();
      candidates.forEach(each -> changes.put(each, new Change()));
      for (Duel duel : round) {
        Rating one = ratings.get(duel.one());
        Rating other = ratings.get(duel.other());
        changes.get(duel.one()).add(one, other, duel.score());
        changes.get(duel.other()).add(other, one, 1 - duel.score());
      }
      changes.forEach((each, change) -> ratings.computeIfPresent(each, (id, r) -> change.of(r)));
    }
    return ratings;
  }

  /** What a round does to one rating: the paper's Omega and Delta. */
  private static final class Change {
    private double omega;
    private double delta;

    void add(Rating own, Rating rival, double score) {
      double variance = own.deviation() * own.deviation();
      double square = variance + rival.deviation() * rival.deviation() + 2 * BETA * BETA;
      double scale = Math.sqrt(square);
      double expected = 1 / (1 + Math.exp((rival.mean() - own.mean()) / scale));
      omega += variance / scale * (score - expected);
      delta += own.deviation() / scale * variance / square * expected * (1 - expected);
    }

    Rating of(Rating before) {
      return new Rating(
          before.mean() + omega, before.deviation() * Math.sqrt(Math.max(1 - delta, KAPPA)));
    }
  }
}
