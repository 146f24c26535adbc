package dev.winnow.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Faults in the order in which they come. They are spread over a contest's progress and not over
 * time, so that a seed means the same on a slow machine.
 */
final class FaultPlan {
  /** The end of a contest is left alone, so that all faults find something to disturb. */
  private static final double LAST = 0.85;

  /** One fault in so many comes together with the one before it. */
  private static final int TOGETHER = 4;

  /** One fault in so many is of the worse kind. */
  private static final int SEVERE = 3;

  private static final int MS_PER_SECOND = 1000;

  private FaultPlan() {}

  /**
   * Draws a plan. What is drawn of a kind does not depend on the other kinds, so leaving some out
   * keeps the others where they were, but for those that come together.
   *
   * @param seed what it is drawn from
   * @param kinds the kinds that are wanted
   * @param attempts attempts of the contest
   * @param workers workers of the stack, at least 1
   */
  static List<Fault> draw(long seed, Set<FaultKind> kinds, int attempts, int workers) {
    List<Fault> drawn = new ArrayList<>();
    Set<Long> joining = new TreeSet<>();
    for (FaultKind kind : kinds) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + kind.ordinal());
      for (int number = 0; number < kind.over(attempts); number++) {
        Fault fault = draw(kind, random, attempts, workers);
        drawn.add(fault);
        if (random.nextInt(TOGETHER) == 0) {
          joining.add(fault.seed());
        }
      }
    }
    drawn.sort(Comparator.comparingInt(Fault::at).thenComparing(Fault::kind));
    for (int i = 1; i < drawn.size(); i++) {
      Fault fault = drawn.get(i);
      if (joining.contains(fault.seed())) {
        drawn.set(i, at(fault, drawn.get(i - 1).at()));
      }
    }
    return List.copyOf(drawn);
  }

  private static Fault draw(FaultKind kind, SplittableRandom random, int attempts, int workers) {
    int at = 1 + random.nextInt(Math.max(1, (int) (attempts * LAST)));
    int lasting =
        random.nextInt(
            kind.shortestSeconds() * MS_PER_SECOND, kind.longestSeconds() * MS_PER_SECOND + 1);
    return new Fault(
        kind,
        at,
        random.nextInt(workers),
        Duration.ofMillis(lasting),
        random.nextInt(SEVERE) == 0,
        random.nextLong());
  }

  private static Fault at(Fault fault, int at) {
    return new Fault(
        fault.kind(), at, fault.worker(), fault.lasting(), fault.severe(), fault.seed());
  }
}
