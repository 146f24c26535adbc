package dev.winnow.streams.contest.racing;

import java.util.List;
import java.util.Set;

/**
 * Who goes up from a rung: asynchronous successive halving (L. Li et al., A system for massively
 * parallel hyperparameter tuning, MLSys 2020, algorithm 2). It is asked at each event and waits for
 * nobody: of those that have finished the rung so far the best of each {@code eta} go up, whoever
 * is still to come. Since the best of few are promoted early, a few more go up than a barrier would
 * let through.
 *
 * <p>It is a rule of thumb on few samples and promises nothing: a candidate that is unlucky on a
 * cheap rung is lost. The confidence of a verdict is about those that reached the last rung.
 */
public final class Promotion {
  private final int eta;
  private final int keep;

  /**
   * A rule.
   *
   * @param eta of how many that finish a rung one goes up, at least 1; 1 promotes all
   * @param keep how many must reach the end whatever eta says, at least 1
   */
  public Promotion(int eta, int keep) {
    if (eta < 1 || keep < 1) {
      throw new IllegalArgumentException("eta " + eta + ", keep " + keep);
    }
    this.eta = eta;
    this.keep = keep;
  }

  /**
   * Who goes up now.
   *
   * @param finished all that have passed the rung, promoted ones too, best first
   * @param promoted those who went up before
   * @param isClosed whether nobody else can come to the rung. Then a share that does not come out
   *     even is rounded up, and no fewer go up than are to be kept, so that small contests end with
   *     somebody measured.
   * @return whom to promote, best first
   */
  public List<String> due(List<String> finished, Set<String> promoted, boolean isClosed) {
    int share = finished.size() / eta;
    if (isClosed) {
      share = Math.max((finished.size() + eta - 1) / eta, keep);
    }
    return finished.stream().limit(share).filter(id -> !promoted.contains(id)).toList();
  }
}
