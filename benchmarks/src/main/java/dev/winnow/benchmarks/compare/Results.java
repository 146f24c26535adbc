package dev.winnow.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all rounds of a row measured.
 *
 * @param row the row
 * @param rounds for each round what each side measured, by the side's name
 */
record Results(Row row, List<Map<String, Measured>> rounds) {
  Results {
    rounds = rounds.stream().map(Map::copyOf).toList();
  }

  /** The numbers of a side, by name. */
  Map<String, Sample> of(Side side) {
    TreeSet<String> names = new TreeSet<>();
    rounds.forEach(round -> names.addAll(round.get(side.name()).all().keySet()));
    Map<String, Sample> samples = new TreeMap<>();
    for (String name : names) {
      samples.put(name, sample(side.name(), name));
    }
    return samples;
  }

  /**
   * What a target's number is. A ratio is that of each round, so that what slows a machine for a
   * while slows both sides of it.
   */
  Sample reached(Target target) {
    if (!target.isRatio()) {
      return sample(target.of(), target.figure());
    }
    return Sample.of(
        rounds.stream()
            .mapToDouble(
                round ->
                    figure(round, target.of(), target.figure())
                        / figure(round, target.against(), target.figure()))
            .toArray());
  }

  private Sample sample(String side, String figure) {
    return Sample.of(rounds.stream().mapToDouble(round -> figure(round, side, figure)).toArray());
  }

  private double figure(Map<String, Measured> round, String side, String figure) {
    Double value = round.get(side).all().get(figure);
    if (value == null) {
      throw new IllegalStateException(side + " has no figure '" + figure + "' in " + row.name());
    }
    return value;
  }

  /** Whether there is a round at all, and each has every side and every figure of a target. */
  boolean isWhole() {
    return !rounds.isEmpty() && rounds.stream().allMatch(this::isWhole);
  }

  private boolean isWhole(Map<String, Measured> round) {
    return row.sides().stream().allMatch(side -> round.containsKey(side.name()))
        && row.targets().stream()
            .allMatch(
                target ->
                    round.get(target.of()).all().containsKey(target.figure())
                        && (!target.isRatio()
                            || round.get(target.against()).all().containsKey(target.figure())));
  }

  /** Targets that are not reached by the median. */
  List<Target> missed() {
    List<Target> missed = new ArrayList<>();
    for (Target target : row.targets()) {
      if (!target.isMet(reached(target).median())) {
        missed.add(target);
      }
    }
    return missed;
  }
}
