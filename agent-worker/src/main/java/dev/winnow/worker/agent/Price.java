package dev.winnow.worker.agent;

import java.math.BigDecimal;

/**
 * What a model's tokens cost, in US dollars a million.
 *
 * @param input sent
 * @param cacheRead read from the provider's cache
 * @param cacheWritten written to the provider's cache
 * @param output made by the model
 */
record Price(BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWritten, BigDecimal output) {
  private static final int MILLION = 6;

  /** The cost in US dollars, exact. */
  BigDecimal of(Tokens tokens) {
    return input
        .multiply(BigDecimal.valueOf(tokens.input()))
        .add(cacheRead.multiply(BigDecimal.valueOf(tokens.cacheRead())))
        .add(cacheWritten.multiply(BigDecimal.valueOf(tokens.cacheWritten())))
        .add(output.multiply(BigDecimal.valueOf(tokens.output())))
        .movePointLeft(MILLION);
  }
}
