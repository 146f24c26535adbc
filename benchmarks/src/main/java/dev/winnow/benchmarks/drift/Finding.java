package dev.winnow.benchmarks.drift;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.tree.Tree;
import java.util.List;
import java.util.Optional;

/**
 * A drift that was found, with the two lines a reader needs to say whether it is one.
 *
 * @param docText the first of the document's lines
 * @param codeText the line of the code; empty if the drift names none
 */
record Finding(Drift drift, String docText, String codeText) {
  private static final int LONGEST_LINE = 300;

  static Finding of(Drift drift, Tree before, Tree head) {
    var first = drift.lines().get(0);
    Optional<Place> code = drift.code();
    String codeText =
        code.map(
                place ->
                    line(place.side() == Side.HEAD ? head : before, place.file(), place.line()))
            .orElse("");
    return new Finding(drift, line(head, first.file(), first.line()), codeText);
  }

  private static String line(Tree tree, String file, int number) {
    List<String> lines = tree.text(file).stream().flatMap(String::lines).toList();
    if (number < 1 || number > lines.size()) {
      return "";
    }
    String line = lines.get(number - 1).strip();
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }

  /** Whether it is what a positive case is about: the same document, and the line or the name. */
  boolean finds(DriftCase positive) {
    boolean named = names(drift.element(), positive.name());
    return drift.lines().stream()
        .filter(line -> line.file().equals(positive.document()))
        .anyMatch(line -> named || positive.lines().contains(line.line()));
  }

  /** Whether an element is a name, whatever it is qualified with. */
  private static boolean names(String element, String name) {
    String bare = name.startsWith("/") ? name.substring(1) : name;
    String whole = element.startsWith("/") ? element.substring(1) : element;
    if (whole.equals(bare) || whole.endsWith("/" + bare) || bare.endsWith("/" + whole)) {
      return true;
    }
    boolean[] found = {false};
    Words.read(whole, 0, whole.length(), (word, from, to) -> found[0] |= word.equals(bare));
    return found[0];
  }
}
