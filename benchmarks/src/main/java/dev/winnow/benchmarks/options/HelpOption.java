package dev.winnow.benchmarks.options;

import picocli.CommandLine.Option;

/** Prints the options of a command. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print the options.")
  private boolean isAsked;
}
