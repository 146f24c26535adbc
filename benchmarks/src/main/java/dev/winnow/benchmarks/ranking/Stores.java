package dev.winnow.benchmarks.ranking;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.contest.store.ContestStores;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builders of single stores of the contest. */
public final class Stores {
  private Stores() {}

  /** The builder of a store, as the contest has it. */
  public static StoreBuilder<?> of(String name) {
    return ContestStores.builders(new Topics(new InMemoryRegistry())).stream()
        .filter(builder -> builder.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
