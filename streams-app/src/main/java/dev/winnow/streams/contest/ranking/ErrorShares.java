package dev.winnow.streams.contest.ranking;

/**
 * How the probability that anything at all is wrong is shared out among candidates, so that by the
 * union bound all their intervals hold together.
 *
 * <p>Nine tenths go in equal parts to the candidates that were planned: a task knows how many
 * attempts it may run, and there are no more clusters than attempts. The last tenth is for those
 * that come after them (a budget was extended): the k-th of them gets 1/(k(k+1)) of it, which adds
 * up to one however many come. A share never changes once it is given, as it must not: a sequence
 * whose level is moved after a look is none.
 *
 * @param error probability that any interval ever fails, above 0 and below 1
 * @param planned how many candidates are expected at most, at least 1
 */
public record ErrorShares(double error, int planned) {
  private static final double EXPECTED = 0.9;

  public ErrorShares {
    if (!(error > 0 && error < 1) || planned < 1) {
      throw new IllegalArgumentException(error + " for " + planned);
    }
  }

  /**
   * The share of one candidate.
   *
   * @param arrival which candidate of the task it is, from 1
   */
  public double of(int arrival) {
    if (arrival < 1) {
      throw new IllegalArgumentException("arrivals count from 1, not " + arrival);
    }
    if (arrival <= planned) {
      return error * EXPECTED / planned;
    }
    double late = (double) arrival - planned;
    return error * (1 - EXPECTED) / (late * (late + 1));
  }
}
