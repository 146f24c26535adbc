package dev.winnow.benchmarks.merging;

import dev.winnow.benchmarks.compare.Commands;
import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import java.io.IOException;

/** {@code git merge-tree} in memory, a process for each merge. */
public final class GitMergeTrees implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    try (MergeCases made = MergeCases.make(options)) {
      return Merging.all(made, options, pair -> merge(made, pair));
    }
  }

  private static String merge(MergeCases made, MergeCases.Case pair) throws IOException {
    Commands.Ended merged =
        Commands.end(
            made.repository(), "git", "merge-tree", "--write-tree", pair.onto(), pair.commit());
    return switch (merged.status()) {
      case 0 -> merged.output().strip();
      case 1 -> "";
      default -> throw new IOException(merged.output());
    };
  }
}
