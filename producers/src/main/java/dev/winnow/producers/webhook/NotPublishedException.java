package dev.winnow.producers.webhook;

/** Kafka did not take an event in time; it may still come through. */
final class NotPublishedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotPublishedException(String message, Throwable cause) {
    super(message, cause);
  }
}
