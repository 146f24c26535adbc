package dev.winnow.benchmarks.quality;

/**
 * A case that cannot be used.
 *
 * @param source the file that it was read from, with the number of the case in it if it has several
 * @param field the field that is at fault; empty if the whole file is
 * @param message what is wrong with it
 */
public record CaseProblem(String source, String field, String message) {
  @Override
  public String toString() {
    return source + (field.isEmpty() ? "" : ": " + field) + ": " + message;
  }
}
