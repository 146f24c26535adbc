package dev.winnow.benchmarks.options;

import picocli.CommandLine.Option;

/** Another seed draws other values. */
public final class SeedOption {
  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** The seed; 1 if none was given. */
  public long value() {
    return seed;
  }
}
