package dev.winnow.streams.contest.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The chance of each candidate to be the best on the first axis, for the eye: no decision rests on
 * it. Means are taken to be normal and independent, so that candidate i is the best with
 * probability ∫ ∏ⱼ≠ᵢ Fⱼ(x) dFᵢ(x), which is summed over a grid; nothing is drawn at random.
 *
 * <p>A spread that is known from few samples only is drawn towards that of all candidates, as G.
 * Smyth does (Linear models and empirical Bayes methods for assessing differential expression,
 * Statistical Applications in Genetics and Molecular Biology 3(1), 2004), with a fixed weight.
 *
 * <p>Candidates that are six standard errors behind the best of the lower ends get 0 and are left
 * out of all sums; so thousands are cheap.
 */
public final class BestProbability {
  /** Samples that the spread of all candidates counts for. */
  private static final double POOL_WEIGHT = 3;

  private static final double REACH = 6;
  private static final int POINTS_EACH = 33;
  private static final int GRID = 1_024;

  /** How far apart exact values must be to be seen apart, as a part of all that is between them. */
  private static final double FINEST = 1e-9;

  private static final double ROUNDING = 1e-12;

  private BestProbability() {}

  /**
   * The probabilities, in the order of the contenders.
   *
   * @return numbers that add up to one; empty if there are no contenders, or nothing is known of
   *     the noise because no candidate has two samples
   */
  public static double[] of(List<Contender> contenders) {
    double pooled = pooledVariance(contenders);
    if (contenders.isEmpty() || Double.isNaN(pooled)) {
      return new double[0];
    }
    double[] means = new double[contenders.size()];
    double[] errors = new double[contenders.size()];
    double finest = finest(contenders);
    for (int index = 0; index < means.length; index++) {
      means[index] = contenders.get(index).position(0).mean();
      errors[index] = Math.max(finest, standardError(contenders.get(index), pooled));
    }
    return probabilities(means, errors);
  }

  private static double standardError(Contender contender, double pooled) {
    Contender.Position position = contender.position(0);
    if (isExact(position)) {
      return 0;
    }
    double freedom = position.samples() - 1.0 + POOL_WEIGHT;
    double variance = (position.m2() + POOL_WEIGHT * pooled) / freedom;
    return Math.sqrt(variance / position.samples());
  }

  private static boolean isExact(Contender.Position position) {
    return position.interval().radius() == 0;
  }

  /** Variance over all candidates; NaN if nothing is known of it. */
  private static double pooledVariance(List<Contender> contenders) {
    double squares = 0;
    double freedom = 0;
    boolean exact = true;
    for (Contender contender : contenders) {
      squares += contender.position(0).m2();
      freedom += contender.position(0).samples() - 1;
      exact &= isExact(contender.position(0));
    }
    return exact ? 0 : squares / freedom;
  }

  private static double finest(List<Contender> contenders) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Contender contender : contenders) {
      low = Math.min(low, contender.position(0).mean());
      high = Math.max(high, contender.position(0).mean());
    }
    double size = Math.max(Math.abs(low), Math.abs(high));
    return Math.max(FINEST * (high - low), Math.max(ROUNDING * size, Double.MIN_NORMAL));
  }

  private static double[] probabilities(double[] means, double[] errors) {
    double least = Double.NEGATIVE_INFINITY;
    for (int index = 0; index < means.length; index++) {
      least = Math.max(least, means[index] - REACH * errors[index]);
    }
    List<Integer> alive = new ArrayList<>();
    for (int index = 0; index < means.length; index++) {
      if (means[index] + REACH * errors[index] >= least) {
        alive.add(index);
      }
    }
    double[] grid = grid(means, errors, alive, least);
    double[] logs = new double[grid.length];
    for (int index : alive) {
      for (int point = 0; point < grid.length; point++) {
        logs[point] += NormalTable.logBelow((grid[point] - means[index]) / errors[index]);
      }
    }
    double[] found = new double[means.length];
    double sum = 0;
    for (int index : alive) {
      found[index] = integral(grid, logs, means[index], errors[index]);
      sum += found[index];
    }
    for (int index : alive) {
      found[index] /= sum;
    }
    return found;
  }

  /** Where there is something to add up: around each candidate, and evenly thinned out. */
  private static double[] grid(double[] means, double[] errors, List<Integer> alive, double least) {
    double[] points = new double[alive.size() * POINTS_EACH + 1];
    int count = 0;
    points[count++] = least;
    for (int index : alive) {
      for (int step = 0; step < POINTS_EACH; step++) {
        double z = REACH * (2.0 * step / (POINTS_EACH - 1) - 1);
        double point = means[index] + z * errors[index];
        if (point > least) {
          points[count++] = point;
        }
      }
    }
    double[] sorted = Arrays.copyOf(points, count);
    Arrays.sort(sorted);
    if (count <= GRID) {
      return sorted;
    }
    double[] thin = new double[GRID];
    for (int point = 0; point < GRID; point++) {
      thin[point] = sorted[(int) ((long) point * (count - 1) / (GRID - 1))];
    }
    return thin;
  }

  /** Sum over the cells of the grid of how likely it is there and all others are below. */
  private static double integral(double[] grid, double[] logs, double mean, double error) {
    double sum = 0;
    double below = 0;
    double others = 0;
    for (int point = 0; point < grid.length; point++) {
      double z = (grid[point] - mean) / error;
      double nextBelow = NormalTable.below(z);
      double nextOthers = Math.exp(logs[point] - NormalTable.logBelow(z));
      if (point > 0) {
        sum += (nextBelow - below) * (nextOthers + others) / 2;
      }
      below = nextBelow;
      others = nextOthers;
    }
    return sum;
  }
}
