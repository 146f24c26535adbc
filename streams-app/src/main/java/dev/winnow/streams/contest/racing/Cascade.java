package dev.winnow.streams.contest.racing;

import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import java.util.List;

/**
 * The rungs of a task as a race sees them: all go through them once, cheapest first. Of a rung with
 * metrics before the last such one only the best go on ({@link Promotion}); at the last such one
 * more samples are taken of those that may still win ({@link Race}).
 */
public record Cascade(Task task) {

  /** How many rungs there are. */
  public int size() {
    return rungs().size();
  }

  /** The last rung with metrics, as an index; -1 if none has. */
  public int decisive() {
    int index = size() - 1;
    while (index >= 0 && !hasMetrics(index)) {
      index--;
    }
    return index;
  }

  /** Whether a rung reports metrics. */
  public boolean hasMetrics(int rung) {
    return rungs().get(rung).getMetricsFrom() != MetricsSource.NONE;
  }

  /** The rung that tells what its tests came to, as an index; the size if none does. */
  public int telling() {
    int index = 0;
    while (index < size() && !rungs().get(index).getOutcomes()) {
      index++;
    }
    return index;
  }

  /** Whether only the best of a rung go on. */
  public boolean isSelective(int rung) {
    return task.getDecision().getEta() > 1 && hasMetrics(rung) && rung < decisive();
  }

  /** Whether samples of the same block are compared with each other. */
  public boolean isPaired() {
    return decisive() >= 0 && rungs().get(decisive()).getPaired();
  }

  /** How many samples one order of a rung takes. */
  public int samples(int rung) {
    return rungs().get(rung).getSamples();
  }

  /**
   * How many samples of the rung that decides were ordered of a cluster that has been there, the
   * fresh ones not counted. One of a time when orders were not counted has had its first one.
   */
  public int ordered(Standing standing) {
    return Math.max(standing.getSamplesOrdered(), samples(decisive()));
  }

  /** How many samples of one candidate a race may take, those of its first order included. */
  public int mostSamples() {
    int most = task.getDecision().getMaxSamples();
    return decisive() < 0 ? most : Math.max(most, samples(decisive()));
  }

  private List<Rung> rungs() {
    return task.getEvaluator().getRungs();
  }
}
