package dev.winnow.schemas;

import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic's name together with what is in it.
 *
 * @param name the topic's name in Kafka
 * @param key how keys are written and read
 * @param value how values are written and read
 * @param cleanup what the topic does with its older records
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public record Topic<K, V>(String name, Serde<K> key, Serde<V> value, Cleanup cleanup) {
  /** The largest record of any topic, and of any changelog, in bytes before compression. */
  public static final int LARGEST_BYTES = 16 << 20;

  public Topic {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(cleanup, "cleanup");
  }
}
