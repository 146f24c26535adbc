package dev.winnow.worker.docs.rule.command;

/**
 * A command names a target.
 *
 * @param target its name
 * @param line of the document that says it
 * @param directory where the program goes by an option, as it is written; empty if it stays
 * @param anywhere whether it may be a target of any directory
 */
public record Call(String target, int line, String directory, boolean anywhere) {
  static Call of(Word word, String directory) {
    return new Call(word.text(), word.line(), directory, false);
  }
}
