package dev.winnow.worker.environment;

import dev.winnow.schemas.Sha256;

/**
 * Names the environments of an order's samples. Whoever takes the order gives them the same names,
 * so that what somebody else has left is found.
 *
 * @param orderId the order
 * @param isRedelivered whether somebody may have begun with it before
 */
public record EnvironmentLabel(String orderId, boolean isRedelivered) {
  private static final int DIGITS = 16;

  /**
   * The name of one environment: {@code winnow-} and 16 hexadecimal digits, which is also a name of
   * a project of Compose, a container or a host.
   *
   * @param sample which sample of the order it is for, from 1
   */
  public String of(int sample) {
    return "winnow-" + Sha256.hex(orderId + "/" + sample).substring(0, DIGITS);
  }
}
