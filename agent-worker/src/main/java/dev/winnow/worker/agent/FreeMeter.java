package dev.winnow.worker.agent;

import java.math.BigDecimal;
import java.util.Optional;

/** For agents that ask no model: they cost nothing. */
final class FreeMeter implements Meter {
  private static final BigDecimal NOTHING = new BigDecimal("0.000000");

  @Override
  public void accept(byte[] buffer, int length) {
    // What they print is for people.
  }

  @Override
  public Optional<BigDecimal> cost() {
    return Optional.of(NOTHING);
  }

  @Override
  public boolean reaches(BigDecimal most) {
    return false;
  }
}
