package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Savings;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.racing.Cascade;

/**
 * What a contest did not have to spend on evaluation, beside one that measures every attempt by
 * itself, through every rung, and each as often as the one with most samples. Time is reckoned by
 * the means of what was run, so it is an estimate.
 */
final class Saved {
  private Saved() {}

  static Savings of(Task task, Contest contest, LastRung rung) {
    Cascade cascade = new Cascade(task);
    long milliseconds = 0;
    for (int index = 0; index < contest.getRungs().size(); index++) {
      RungTally tally = contest.getRungs().get(index);
      if (tally.getClusters() > 0) {
        // Who goes no further than an earlier rung is taken to be as common among those spared.
        long spared = (long) contest.getDuplicates() + contest.getWaiting();
        double share = (double) tally.getClusters() / Math.max(1, clusters(contest));
        double mean = (double) tally.getClusterMs() / tally.getClusters();
        int stopped = Rungs.waitingBefore(contest, index);
        milliseconds += Math.round(mean * (spared * share + stopped));
      }
    }
    long samples = rung.samplesBelowMost();
    if (cascade.decisive() >= 0) {
      milliseconds += Math.round(samples * meanSample(contest, cascade));
    }
    return Savings.newBuilder()
        .setDuplicates(contest.getDuplicates())
        .setWaiting(contest.getWaiting())
        .setStopped(Rungs.waitingBefore(contest, contest.getRungs().size()))
        .setSamples(samples)
        .setEvaluationMs(milliseconds)
        .setMoney(new Prices(task).evaluation(milliseconds))
        .build();
  }

  /** How many began; when patches are graded again that may be at a later rung than the first. */
  private static int clusters(Contest contest) {
    return contest.getRungs().stream().mapToInt(RungTally::getClusters).max().orElse(0);
  }

  private static double meanSample(Contest contest, Cascade cascade) {
    RungTally tally = Rungs.of(contest, cascade.decisive());
    long samples =
        (long) tally.getClusters() * cascade.samples(cascade.decisive()) + tally.getExtra();
    return samples == 0 ? 0 : (double) (tally.getClusterMs() + tally.getExtraMs()) / samples;
  }
}
