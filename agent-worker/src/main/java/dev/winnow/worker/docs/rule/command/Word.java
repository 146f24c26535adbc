package dev.winnow.worker.docs.rule.command;

/**
 * A word of a command.
 *
 * @param text without quotes
 * @param line of the document, from 1
 */
public record Word(String text, int line) {
  /** Whether it stands for something else, such as {@code <name>} or {@code $NAME}. */
  boolean isPlaceholder() {
    return text.isEmpty()
        || text.chars().anyMatch(c -> "<>{}$*`()…".indexOf(c) >= 0)
        || text.contains("...");
  }

  boolean isOption() {
    return text.startsWith("-");
  }
}
