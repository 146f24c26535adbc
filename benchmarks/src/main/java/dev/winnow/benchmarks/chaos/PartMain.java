package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another main class, and ends at once when standard input does: so no part outlives the run
 * that started it, even if that is killed.
 */
public final class PartMain {
  private static final int ORPHANED = 3;

  private PartMain() {}

  /** Takes the name of the class and its arguments. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(PartMain::awaitOrphaned, "parent");
    watch.setDaemon(true);
    watch.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void awaitOrphaned() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    } catch (IOException e) {
      // As gone as at the end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
