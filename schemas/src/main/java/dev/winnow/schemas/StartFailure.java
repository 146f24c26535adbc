package dev.winnow.schemas;

/** Why a process cannot start, in a line for a person. */
public final class StartFailure {
  private StartFailure() {}

  /**
   * The message of a failure, and of its cause if it has one: Kafka's clients say that they cannot
   * be made, and only in the cause which setting is wrong.
   */
  public static String text(Throwable failure) {
    String message = own(failure);
    if (failure.getCause() == null || message.contains(own(failure.getCause()))) {
      return message;
    }
    return message + ": " + own(failure.getCause());
  }

  private static String own(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
