package dev.winnow.worker;

import java.util.Locale;

/** What the work queues are: the values of {@code worker.queue}. */
public enum QueueBackend {
  /** Kafka share groups (KIP-932). */
  SHARE,
  /** Kafka consumer groups of the protocol of KIP-848. */
  CONSUMER;

  /** As it is written in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static QueueBackend of(String text) {
    for (QueueBackend each : values()) {
      if (each.key().equals(text.strip())) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "worker.queue is '" + text + "'; it has to be share or consumer");
  }
}
