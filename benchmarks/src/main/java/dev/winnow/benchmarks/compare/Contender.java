package dev.winnow.benchmarks.compare;

/**
 * One side of a row: Winnow, or a peer that does the same work. Each run of it has a JVM of its
 * own, so that neither compiler nor heap nor page of one side is the other's.
 *
 * <p>Implementations have a constructor without arguments. They take nothing but the JDK from this
 * package, since a peer's class path has none of Winnow's libraries.
 */
public interface Contender {
  /**
   * Makes the input, warms up, does the work once while it is measured, and cleans up.
   *
   * @param options what the row says of the input; every side of a row gets the same, beside what
   *     only that side needs
   * @return what it took
   * @throws Exception if it could not be done; the row then has no figures
   */
  Measured run(Options options) throws Exception;
}
