package dev.winnow.benchmarks.merging;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.worker.git.MergeProcess;
import dev.winnow.worker.git.MergedTree;
import dev.winnow.worker.git.Workspace;
import java.time.Duration;
import java.util.List;

/** What a worker merges with: one process of git that is asked for one merge after the other. */
public final class WinnowMerges implements Contender {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Override
  public Measured run(Options options) throws Exception {
    try (MergeCases made = MergeCases.make(options)) {
      Workspace workspace =
          Workspace.create(made.folder().resolve("workspace"), List.of(made.repository()));
      try (MergeProcess process = workspace.mergeProcess()) {
        return Merging.all(
            made,
            options,
            pair -> {
              MergedTree merged = process.merge(pair.onto(), pair.commit(), TIMEOUT);
              return merged.isClean() ? merged.tree() : "";
            });
      }
    }
  }
}
