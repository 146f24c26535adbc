package dev.winnow.schemas;

/** How long a sample can take, which is what is reserved for it. */
public final class SampleTime {
  private SampleTime() {}

  /**
   * The most that one sample of a rung takes: its command's timeout and, if it has an environment
   * that is started, the time of coming up and that of going down.
   *
   * @param rung any rung
   * @return milliseconds
   * @throws ArithmeticException if that is more than a long holds, which no checked task's is
   */
  public static long most(Rung rung) {
    long environment =
        rung.getEphemeral()
            .filter(each -> !each.getUp().isEmpty())
            .map(each -> Math.multiplyExact(2, each.getTimeoutMs()))
            .orElse(0L);
    return Math.addExact(rung.getTimeoutMs(), environment);
  }
}
