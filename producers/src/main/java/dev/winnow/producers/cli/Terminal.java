package dev.winnow.producers.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the terminal. POSIX's own programs are asked ({@code stty}, {@code test}), for
 * Java knows neither its size nor whether standard output alone is one.
 */
final class Terminal {

  private static final int DEFAULT_WIDTH = 80;
  private static final int DEFAULT_HEIGHT = 24;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 240;
  private static final int LOWEST = 8;
  private static final int HIGHEST = 500;
  private static final int PATIENCE_SECONDS = 2;

  private Terminal() {}

  /**
   * Its size in characters.
   *
   * @param width 40 to 240
   * @param height 8 to 500
   */
  record Size(int width, int height) {
    Size {
      width = Math.min(WIDEST, Math.max(NARROWEST, width));
      height = Math.min(HIGHEST, Math.max(LOWEST, height));
    }

    /** What {@code stty size} prints, rows first; empty if it is no size. */
    static Optional<Size> ofStty(String printed) {
      String[] two = printed.strip().split(" +", -1);
      try {
        int rows = Integer.parseInt(two[0]);
        int columns = Integer.parseInt(two[two.length - 1]);
        // A terminal that does not know its size says 0.
        return two.length == 2 && rows > 0 && columns > 0
            ? Optional.of(new Size(columns, rows))
            : Optional.empty();
      } catch (NumberFormatException noSize) {
        return Optional.empty();
      }
    }
  }

  /** Its width in characters: {@code COLUMNS} if the shell exports it, else 80. */
  static int width(Map<String, String> environment) {
    return number(environment, "COLUMNS", DEFAULT_WIDTH, NARROWEST, WIDEST);
  }

  static int width() {
    return isInteractive() ? size().width() : width(System.getenv());
  }

  /** Its size as it is now: what the terminal says, else what the environment says, else 80x24. */
  static Size size() {
    return ask("stty", "size")
        .flatMap(Size::ofStty)
        .orElseGet(
            () ->
                new Size(
                    width(System.getenv()),
                    number(System.getenv(), "LINES", DEFAULT_HEIGHT, LOWEST, HIGHEST)));
  }

  /** Whether standard output is a terminal that understands cursor movements. */
  static boolean isInteractive() {
    return !"dumb".equals(System.getenv("TERM")) && Output.IS_TERMINAL;
  }

  private static int number(
      Map<String, String> environment, String name, int otherwise, int least, int most) {
    try {
      int number = Integer.parseInt(environment.getOrDefault(name, "").strip());
      return Math.min(most, Math.max(least, number));
    } catch (NumberFormatException unset) {
      return otherwise;
    }
  }

  /** Asked once: it stays what it is. */
  private static final class Output {
    static final boolean IS_TERMINAL = isTerminal();

    private static boolean isTerminal() {
      try {
        Process test = new ProcessBuilder("test", "-t", "1").inheritIO().start();
        return ended(test) && test.exitValue() == 0;
      } catch (IOException noSuchProgram) {
        // Without POSIX programs nobody can tell: lines are right everywhere.
        return false;
      }
    }
  }

  private static Optional<String> ask(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!ended(process) || process.exitValue() != 0) {
        return Optional.empty();
      }
      return Optional.of(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException noTerminal) {
      return Optional.empty();
    }
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
