package dev.winnow.worker.agent;

/**
 * Tokens of a model, by what is paid for them.
 *
 * @param input sent to the model, without those below
 * @param cacheRead sent, and read from the provider's cache
 * @param cacheWritten sent, and written to the provider's cache
 * @param output made by the model, with what it thought
 */
public record Tokens(long input, long cacheRead, long cacheWritten, long output) {
  static final Tokens NONE = new Tokens(0, 0, 0, 0);

  /** What no run takes; sums of so many are still far from the end of the numbers. */
  private static final long MOST = 1_000_000_000_000L;

  /** Counts out of all bounds are set to the bounds: what tools report is not trusted. */
  public Tokens {
    input = bounded(input);
    cacheRead = bounded(cacheRead);
    cacheWritten = bounded(cacheWritten);
    output = bounded(output);
  }

  private static long bounded(long count) {
    return Math.max(0, Math.min(MOST, count));
  }

  Tokens minus(Tokens other) {
    return new Tokens(
        input - other.input,
        cacheRead - other.cacheRead,
        cacheWritten - other.cacheWritten,
        output - other.output);
  }

  Tokens plus(Tokens other) {
    return new Tokens(
        input + other.input,
        cacheRead + other.cacheRead,
        cacheWritten + other.cacheWritten,
        output + other.output);
  }

  /** The larger of each: two reports of the same answer, of which one came before its end. */
  Tokens max(Tokens other) {
    return new Tokens(
        Math.max(input, other.input),
        Math.max(cacheRead, other.cacheRead),
        Math.max(cacheWritten, other.cacheWritten),
        Math.max(output, other.output));
  }

  @Override
  public String toString() {
    return input
        + " input, "
        + cacheRead
        + " read from the cache, "
        + cacheWritten
        + " written to it, "
        + output
        + " output";
  }
}
