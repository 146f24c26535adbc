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

  /** Counts below zero are none: what tools report is not trusted. */
  public Tokens {
    input = Math.max(0, input);
    cacheRead = Math.max(0, cacheRead);
    cacheWritten = Math.max(0, cacheWritten);
    output = Math.max(0, output);
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
