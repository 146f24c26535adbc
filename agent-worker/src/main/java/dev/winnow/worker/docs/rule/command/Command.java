package dev.winnow.worker.docs.rule.command;

import java.util.List;

/**
 * A command that a document tells to run.
 *
 * @param words the program first, at least one
 * @param directory where the lines before it went, as they are written; empty if nowhere
 */
public record Command(List<Word> words, String directory) {
  public Command {
    words = List.copyOf(words);
  }

  String program() {
    return words.get(0).text();
  }

  List<Word> arguments() {
    return words.subList(1, words.size());
  }
}
