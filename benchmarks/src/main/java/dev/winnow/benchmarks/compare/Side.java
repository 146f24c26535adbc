package dev.winnow.benchmarks.compare;

import java.util.List;

/**
 * A contender as a row has it.
 *
 * @param name what the table calls it
 * @param peer the module under {@code peers} whose class path it needs; empty for Winnow's own
 * @param contender the class that runs, a {@link Contender}
 * @param options what only this side needs
 * @param jvm arguments of its JVM
 */
public record Side(String name, String peer, String contender, Options options, List<String> jvm) {
  /** Copies the arguments. */
  public Side {
    jvm = List.copyOf(jvm);
  }

  /** A contender on Winnow's class path. */
  public static Side of(String name, Class<? extends Contender> contender) {
    return new Side(name, "", contender.getName(), Options.none(), List.of());
  }

  /**
   * A contender on a peer's class path.
   *
   * @param peer the folder under {@code benchmarks/peers}
   * @param contender its class
   */
  public static Side peer(String name, String peer, String contender) {
    return new Side(name, peer, contender, Options.none(), List.of());
  }

  /** The same with one more option. */
  public Side with(String option, Object value) {
    return new Side(name, peer, contender, options.with(option, value), jvm);
  }

  /** The same with arguments of its JVM. */
  public Side jvm(String... arguments) {
    return new Side(name, peer, contender, options, List.of(arguments));
  }
}
