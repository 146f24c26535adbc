package dev.winnow.worker.docs.drift;

import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.markup.DocLine;
import java.util.List;
import java.util.Optional;

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
 */
public record Drift(
    String rule,
    double confidence,
    String element,
    String message,
    String mend,
    List<DocLine> lines,
    Optional<Place> code,
    Optional<String> now) {
  public Drift {
    lines = lines.stream().distinct().sorted().toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("no line says " + element);
    }
  }

  /** The same at other lines. */
  public Drift at(List<DocLine> others) {
    return new Drift(rule, confidence, element, message, mend, others, code, now);
  }
}
