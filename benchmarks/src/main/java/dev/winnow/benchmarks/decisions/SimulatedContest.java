package dev.winnow.benchmarks.decisions;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.streams.contest.racing.Confirmation;
import dev.winnow.streams.contest.racing.Promotion;
import dev.winnow.streams.contest.racing.Race;
import dev.winnow.streams.contest.racing.Ruling;
import dev.winnow.streams.contest.ranking.Candidate;
import dev.winnow.streams.contest.ranking.Contender;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.ranking.ErrorShares;
import dev.winnow.streams.contest.ranking.Measurements;
import dev.winnow.streams.contest.ranking.UnpairedDifferences;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The last rung of one contest, with measurements that are drawn at random. */
final class SimulatedContest {
  private static final String METRIC = "time";

  private final Setting setting;
  private final Truth truth;
  private final SplittableRandom random;
  private final Criteria criteria;
  private final MetricSummary[] summaries;
  private final Contender[] contenders;
  private int[] racing;
  private long samples;

  /**
   * What contests have in common.
   *
   * @param sigma spread of a measurement
   * @param maxSamples of one candidate
   * @param confirmation fresh samples of the kept one
   */
  record Setting(
      Noise noise,
      double sigma,
      double tolerance,
      double confidence,
      int maxSamples,
      int confirmation) {}

  /**
   * How a contest ended.
   *
   * @param samples all that were taken, fresh ones too
   * @param chosenAt mean of the leader when it was chosen, less the truth; below 0 is too good
   * @param freshAt the same of its fresh samples; NaN if there are none
   */
  record Result(Ruling ruling, long samples, double chosenAt, double freshAt) {
    int leader() {
      return SimulatedContest.leader(ruling);
    }

    boolean isWinner() {
      return ruling.kind() == Ruling.Kind.WINNER;
    }
  }

  SimulatedContest(Setting setting, Truth truth, long seed) {
    this.setting = setting;
    this.truth = truth;
    this.random = new SplittableRandom(seed);
    int count = truth.means().size();
    Objective objective =
        Objective.newBuilder()
            .setMetric(METRIC)
            .setDirection(Direction.MINIMIZE)
            .setTolerance(setting.tolerance())
            .build();
    this.criteria =
        new Criteria(
            RankBy.ORDERED, List.of(objective), new ErrorShares(1 - setting.confidence(), count));
    this.summaries = new MetricSummary[count];
    this.contenders = new Contender[count];
    this.racing = IntStream.range(0, count).toArray();
  }

  /**
   * Races: the next sample goes to whom the race names, and it is asked after each. Then fresh
   * samples, and the race goes on if they leave it open.
   */
  Result race() {
    takeAll();
    Ruling ruling = settled();
    double chosenAt = offBy(summaries[leader(ruling)], leader(ruling));
    MetricSummary[] fresh = new MetricSummary[contenders.length];
    Confirmation confirmation = new Confirmation(setting.confirmation());
    Map<String, Integer> due = confirmation.due(ruling.kept(), taken(fresh));
    while (!due.isEmpty()) {
      due.forEach((id, count) -> takeFresh(fresh, Integer.parseInt(id), count));
      ruling = settled();
      due = confirmation.due(ruling.kept(), taken(fresh));
    }
    MetricSummary last = fresh[leader(ruling)];
    return new Result(
        ruling, samples, chosenAt, last == null ? Double.NaN : offBy(last, leader(ruling)));
  }

  /**
   * Races after a cheap rung, which takes one sample of each with the same noise, in any order, and
   * promotes the best of each eta on each event.
   */
  Result raceAfterRung(int eta) {
    Promotion promotion = new Promotion(eta, 1);
    double[] scores = new double[contenders.length];
    List<Integer> finished = new ArrayList<>();
    Set<String> promoted = new HashSet<>();
    for (int index : shuffled()) {
      scores[index] = truth.means().get(index) + setting.sigma() * setting.noise().draw(random);
      samples++;
      finished.add(index);
      finished.sort(Comparator.comparingDouble(one -> scores[one]));
      boolean isClosed = finished.size() == contenders.length;
      List<String> ids = finished.stream().map(String::valueOf).toList();
      promoted.addAll(promotion.due(ids, promoted, isClosed));
    }
    racing = promoted.stream().mapToInt(Integer::parseInt).sorted().toArray();
    return race();
  }

  private int[] shuffled() {
    int[] order = racing.clone();
    for (int last = order.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int moved = order[other];
      order[other] = order[last];
      order[last] = moved;
    }
    return order;
  }

  /** Everybody is measured equally often, until the same rule ends it. */
  Result exhaust() {
    Ruling ruling;
    do {
      takeAll();
      ruling = raceNow().stop();
    } while (ruling.kind() == Ruling.Kind.GO_ON);
    return new Result(ruling, samples, Double.NaN, Double.NaN);
  }

  private Ruling settled() {
    Race race = raceNow();
    Ruling ruling = race.stop();
    while (ruling.kind() == Ruling.Kind.GO_ON) {
      take(Integer.parseInt(race.next(1, 1).get(0).id()));
      race = raceNow();
      ruling = race.stop();
    }
    return ruling;
  }

  private void takeFresh(MetricSummary[] fresh, int index, int count) {
    for (int more = 0; more < count; more++) {
      fresh[index] = Measurements.add(fresh[index], take(index));
    }
  }

  private static Map<String, Integer> taken(MetricSummary[] fresh) {
    Map<String, Integer> taken = new HashMap<>();
    for (int index = 0; index < fresh.length; index++) {
      if (fresh[index] != null) {
        taken.put(Integer.toString(index), Math.toIntExact(fresh[index].getCount()));
      }
    }
    return taken;
  }

  private double offBy(MetricSummary summary, int index) {
    return summary.getMean() - truth.means().get(index);
  }

  private static int leader(Ruling ruling) {
    return Integer.parseInt(ruling.leader());
  }

  private Race raceNow() {
    return new Race(
        criteria,
        IntStream.of(racing).mapToObj(index -> contenders[index]).toList(),
        new UnpairedDifferences(),
        Map.of(),
        new Race.Limits(1, setting.maxSamples(), Long.MAX_VALUE));
  }

  private void takeAll() {
    for (int index : racing) {
      take(index);
    }
  }

  private double take(int index) {
    double value = truth.means().get(index) + setting.sigma() * setting.noise().draw(random);
    summaries[index] = Measurements.add(summaries[index], value);
    contenders[index] =
        criteria.contender(
            new Candidate(
                Integer.toString(index),
                index + 1,
                Map.of(METRIC, summaries[index]),
                BigDecimal.ZERO,
                0));
    samples++;
    return value;
  }
}
