package dev.winnow.producers.cli;

/** Lines that begin with a label, some with a bar, all texts below each other. */
final class Bars {

  private static final int LABEL = 13;
  private static final int SHORTEST = 10;
  private static final int LONGEST = 40;

  private final int length;

  /**
   * For a terminal.
   *
   * @param width its width in characters; a quarter of it is bar
   */
  Bars(int width) {
    length = Math.min(LONGEST, Math.max(SHORTEST, width / 4));
  }

  /** A label and a text. */
  String label(String label, String text) {
    return label + " ".repeat(LABEL - label.length()) + text;
  }

  /**
   * A label, a bar and a text: {@code attempts [#####...............] 4 of 16}.
   *
   * @param done how much is done; what is above all is drawn as all
   * @param all what the whole bar stands for; 0 for an empty bar
   */
  String line(String label, double done, double all, String text) {
    int filled = all > 0 ? (int) Math.min(length, Math.max(0, length * done / all)) : 0;
    return label(label, "[" + "#".repeat(filled) + ".".repeat(length - filled) + "]  " + text);
  }
}
