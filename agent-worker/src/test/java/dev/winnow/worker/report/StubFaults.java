package dev.winnow.worker.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** How a stub fails: as a list says, then at random by a seed. */
public final class StubFaults {
  /** One way to fail. */
  public enum Fault {
    NONE,
    /** The connection ends before the request takes effect. */
    DROPPED,
    /** The request takes effect, and the connection ends before the answer. */
    LOST_ANSWER,
    SERVER_ERROR,
    TOO_MANY,
    SECONDARY_LIMIT,
    SECONDARY_LIMIT_WITHOUT_TIME,
    PRIMARY_LIMIT
  }

  /** Never fails. */
  public static final StubFaults NONE = new StubFaults(List.of(), 0, 0, List.of());

  private static final List<Fault> ALL =
      List.of(
          Fault.DROPPED,
          Fault.LOST_ANSWER,
          Fault.LOST_ANSWER,
          Fault.SERVER_ERROR,
          Fault.TOO_MANY,
          Fault.SECONDARY_LIMIT,
          Fault.PRIMARY_LIMIT);

  private final Deque<Fault> first;
  private final Random random;
  private final double probability;
  private final List<Fault> kinds;

  private StubFaults(List<Fault> first, long seed, double probability, List<Fault> kinds) {
    this.first = new ArrayDeque<>(first);
    this.random = new Random(seed);
    this.probability = probability;
    this.kinds = kinds;
  }

  /** The next requests fail like this, one after the other; then none does. */
  public static StubFaults of(Fault... faults) {
    return new StubFaults(List.of(faults), 0, 0, List.of());
  }

  /** Requests fail at random in all ways that pass by. */
  public static StubFaults random(long seed, double probability) {
    return new StubFaults(List.of(), seed, probability, ALL);
  }

  /** Every request fails like this. */
  public static StubFaults always(Fault fault) {
    return new StubFaults(List.of(), 0, 1, List.of(fault));
  }

  Fault next() {
    if (!first.isEmpty()) {
      return first.poll();
    }
    return random.nextDouble() < probability ? kinds.get(random.nextInt(kinds.size())) : Fault.NONE;
  }
}
