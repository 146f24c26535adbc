package dev.winnow.worker.docs.drift;

import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.markup.DocLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that documents say and that is not so any more. One cause is one drift, however many
 * lines name it.
 *
 * @param rule the rule that found it, {@code docs.<what-happened>}, lower case with dashes
 * @param confidence how sure the rule is, above 0 and at most 1
 * @param element what it is about, such as the name of a symbol or a path: with the rule it
 *     identifies the drift
 * @param message what is wrong, one sentence
 * @param mend what to do, one sentence
 * @param lines where documents say it, at the head; sorted, at least one
 * @param code where it was in the code before; empty if that cannot be said
 * @param now what it is called now, if that is known
 * @param edits what to write in those of the lines that can be mended without a person
 */
public record Drift(
    String rule,
    double confidence,
    String element,
    String message,
    String mend,
    List<DocLine> lines,
    Optional<Place> code,
    Optional<String> now,
    Map<DocLine, Edit> edits) {
  public Drift {
    lines = lines.stream().distinct().sorted().toList();
    edits = new TreeMap<>(edits);
    edits.keySet().retainAll(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("no line says " + element);
    }
  }

  /** A drift that takes a person to mend. */
  public Drift(
      String rule,
      double confidence,
      String element,
      String message,
      String mend,
      List<DocLine> lines,
      Optional<Place> code,
      Optional<String> now) {
    this(rule, confidence, element, message, mend, lines, code, now, Map.of());
  }

  /** The same at other lines. */
  public Drift at(List<DocLine> others) {
    return new Drift(rule, confidence, element, message, mend, others, code, now, edits);
  }

  /** The same with what to write in its lines. */
  public Drift with(Map<DocLine, Edit> more) {
    return new Drift(rule, confidence, element, message, mend, lines, code, now, more);
  }
}
