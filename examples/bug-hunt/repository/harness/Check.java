package harness;

import java.util.Objects;

/** What tests expect. */
public final class Check {
  private Check() {}

  public static void that(boolean condition) {
    if (!condition) {
      throw new AssertionError("it is not so");
    }
  }

  public static void equal(Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError("expected " + expected + " and got " + actual);
    }
  }

  /** That it is refused, by an exception that is meant for callers. */
  public static void refused(Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException | IllegalStateException expected) {
      return;
    }
    throw new AssertionError("it is not refused");
  }
}
