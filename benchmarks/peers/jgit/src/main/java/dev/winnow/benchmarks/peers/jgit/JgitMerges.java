package dev.winnow.benchmarks.peers.jgit;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.merging.MergeCases;
import dev.winnow.benchmarks.merging.Merging;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** JGit's recursive merge in core, in a repository that stays open. */
public final class JgitMerges implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    try (MergeCases made = MergeCases.make(options);
        Repository repository =
            new FileRepositoryBuilder()
                .setGitDir(made.repository().toFile())
                .setMustExist(true)
                .build()) {
      return Merging.all(made, options, pair -> merge(repository, pair));
    }
  }

  private static String merge(Repository repository, MergeCases.Case pair) throws IOException {
    ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
    boolean isClean =
        merger.merge(ObjectId.fromString(pair.onto()), ObjectId.fromString(pair.commit()));
    return isClean ? merger.getResultTreeId().name() : "";
  }
}
