package dev.winnow.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/** The registry did not answer, or said that it cannot now: the same request may succeed later. */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what was asked of whom
   * @param cause what went wrong at last; may be null
   */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
