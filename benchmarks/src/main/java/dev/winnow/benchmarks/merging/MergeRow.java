package dev.winnow.benchmarks.merging;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** Patches merged into a head: as a tournament does it, by JGit, and by git's own commands. */
public final class MergeRow {
  private static final String WINNOW = "Winnow";
  private static final String STEP = "Winnow, a whole step";
  private static final String JGIT = "JGit";
  private static final String WORKTREE = "git merge in a worktree";

  private MergeRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "merge",
        "Merges patches into heads of a repository of 2,000 files; every fifth conflicts.",
        Options.none().with("files", 2_000).with("warm-up merges", 100).with("merges", 300),
        List.of(
            Side.of(WINNOW, WinnowMerges.class),
            // Each takes many times what a merge does; a rate is a rate.
            Side.of(STEP, WinnowSteps.class).with("warm-up merges", 20).with("merges", 60),
            Side.peer(JGIT, "jgit", "dev.winnow.benchmarks.peers.jgit.JgitMerges"),
            Side.of("git merge-tree", GitMergeTrees.class),
            Side.of(WORKTREE, GitWorktreeMerges.class)),
        List.of(
            Target.ratioAtLeast(Measured.PER_SECOND, WINNOW, WORKTREE, 1),
            Target.ratioAtLeast(Measured.PER_SECOND, WINNOW, JGIT, 1)),
        Duration.ofMinutes(3));
  }
}
