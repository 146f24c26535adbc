package dev.winnow.streams.query;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How the application is.
 *
 * @param state says so
 */
record Health(Supplier<KafkaStreams.State> state) {
  /** Whether there is an application that works or soon will; not after a failure. */
  boolean isAlive() {
    return state.get().isRunningOrRebalancing() || state.get() == KafkaStreams.State.CREATED;
  }

  /** Whether the stores can be read. */
  boolean isReady() {
    return state.get() == KafkaStreams.State.RUNNING;
  }
}
