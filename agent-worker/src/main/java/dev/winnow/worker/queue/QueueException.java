package dev.winnow.worker.queue;

/** A work queue cannot be set up or cannot go on; the message says what to mend. */
public final class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueException(String message, Throwable cause) {
    super(message, cause);
  }
}
