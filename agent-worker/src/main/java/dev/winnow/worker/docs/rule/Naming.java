package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.code.NameScanner;
import dev.winnow.worker.docs.drift.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds documents by the words in them: to read all of a repository's as marked text takes long.
 */
final class Naming {
  private Naming() {}

  /** Documents that have a word for which something holds, whatever they say with it. */
  static List<String> documents(Revision head, Predicate<String> word) {
    List<String> documents = new ArrayList<>();
    for (String file : head.documents()) {
      boolean[] has = {false};
      head.tree()
          .text(file)
          .ifPresent(text -> NameScanner.scan(text, name -> has[0] = has[0] || word.test(name)));
      if (has[0]) {
        documents.add(file);
      }
    }
    return documents;
  }
}
