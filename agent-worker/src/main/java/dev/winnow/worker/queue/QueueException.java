package dev.winnow.worker.queue;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** A work queue cannot be set up or cannot go on; the message says what to mend. */
public final class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What a member of a group tells when it cannot go on.
   *
   * @param kind what the group should be
   * @param group its id
   * @param e why; what a listener throws comes wrapped in words that say nothing
   */
  static QueueException inGroup(String kind, String group, KafkaException e) {
    Throwable cause = e.getCause() instanceof KafkaException inner ? inner : e;
    String mend =
        cause instanceof GroupIdNotFoundException
            ? " A group is of one kind: workers with another worker.queue use this id. Give these"
                + " another worker.group, or stop those and delete the group"
            : "";
    return new QueueException(
        "The worker cannot go on in " + kind + " " + group + ": " + cause.getMessage() + mend, e);
  }
}
