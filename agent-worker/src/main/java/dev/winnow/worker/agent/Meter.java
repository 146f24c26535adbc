package dev.winnow.worker.agent;

import dev.winnow.worker.process.OutputSink;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a run takes while it runs: from the agent's standard output, and from files that it
 * writes. What an agent says of itself is not trusted to be well-formed; it is trusted to be true.
 * Safe for use by several threads.
 */
public interface Meter extends OutputSink {
  /** Looks at the files, if the agent writes any. */
  default void poll() {}

  /** What it has cost so far in US dollars, scale 6; empty if that is not known. */
  Optional<BigDecimal> cost();

  /** Whether it has cost what may be spent. */
  default boolean reaches(BigDecimal most) {
    return cost().filter(cost -> cost.compareTo(most) >= 0).isPresent();
  }

  /** The tokens so far, by model. */
  default Map<String, Tokens> tokens() {
    return Map.of();
  }

  /** Models whose tokens have no price, for which reason the cost is not known. */
  default Set<String> unpriced() {
    return Set.of();
  }

  /** What the agent said last: of its patch, if it came to an end. */
  default Optional<String> lastWord() {
    return Optional.empty();
  }

  /** Why the agent's tool failed, in its own words. */
  default Optional<String> failure() {
    return Optional.empty();
  }
}
