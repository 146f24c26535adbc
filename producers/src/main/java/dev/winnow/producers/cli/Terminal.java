package dev.winnow.producers.cli;

import java.util.Map;

/** What is known of the terminal. */
final class Terminal {

  private static final int DEFAULT_WIDTH = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 240;

  private Terminal() {}

  /** Its width in characters: {@code COLUMNS} if the shell exports it, else 80. */
  static int width(Map<String, String> environment) {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", "").strip());
      return Math.min(WIDEST, Math.max(NARROWEST, columns));
    } catch (NumberFormatException unset) {
      return DEFAULT_WIDTH;
    }
  }

  static int width() {
    return width(System.getenv());
  }

  /** Whether standard output is a terminal that understands cursor movements. */
  static boolean isInteractive() {
    // Java 17 gives a console only where both input and output are a terminal.
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }
}
