package dev.winnow.worker.agent.builtin;

import dev.winnow.worker.mutation.Mutants;
import dev.winnow.worker.mutation.Mutation;

/** What a mutant claims, in words that an evaluator can refute. */
final class Hypothesis {
  private static final int LONGEST = 120;

  private Hypothesis() {}

  /**
   * A mutant's hypothesis.
   *
   * @param before the file without it
   */
  static String of(Mutants.Mutant mutant, String before) {
    Mutation mutation = mutant.mutation();
    String was = line(before, mutation.begin(), mutation.end());
    String is =
        line(mutant.text(), mutation.begin(), mutation.begin() + mutation.replacement().length());
    return """
        Hypothesis: at %s:%d, "%s" could as well be "%s" (%s).

        If this patch passes, nothing that the evaluator checks depends on the difference: either \
        the place is untested, or the simpler of the two will do. If a rung rejects it, that rung \
        guards this place."""
        .formatted(mutant.file(), mutant.line(), was, is, mutation.operator().text());
  }

  /** The line or lines of a place, in one line. */
  private static String line(String text, int begin, int end) {
    int from = text.lastIndexOf('\n', begin - 1) + 1;
    int to = text.indexOf('\n', Math.max(begin, end));
    String line = text.substring(from, to < 0 ? text.length() : to).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
