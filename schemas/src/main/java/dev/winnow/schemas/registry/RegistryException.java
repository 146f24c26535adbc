package dev.winnow.schemas.registry;

import org.apache.kafka.common.KafkaException;

/** The registry said no: the same request will be refused again. */
public final class RegistryException extends KafkaException {
  private static final long serialVersionUID = 1L;

  private final int errorCode;

  /**
   * Makes one.
   *
   * @param errorCode the registry's code, such as 40403 for a schema that is not there; 0 if it
   *     gave none
   * @param message what was asked and why it was refused
   */
  public RegistryException(int errorCode, String message) {
    super(message);
    this.errorCode = errorCode;
  }

  /** As {@link #RegistryException(int, String)}, with what led to it. */
  public RegistryException(int errorCode, String message, Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
  }

  /** Returns the registry's code: the HTTP status, alone or with two digits more; 0 for none. */
  public int errorCode() {
    return errorCode;
  }
}
