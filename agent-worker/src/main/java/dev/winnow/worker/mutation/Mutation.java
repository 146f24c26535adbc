package dev.winnow.worker.mutation;

/**
 * A change of one place of a file.
 *
 * @param operator what it does
 * @param begin where the place begins, in characters from 0
 * @param end where it ends, exclusive
 * @param replacement what comes there
 */
public record Mutation(Operator operator, int begin, int end, String replacement) {

  /** The text with the change made, and all else as it was. */
  public String applyTo(String text) {
    return text.substring(0, begin) + replacement + text.substring(end);
  }

  /** The line on which the place begins, from 1. */
  public int line(String text) {
    return 1 + (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
  }
}
