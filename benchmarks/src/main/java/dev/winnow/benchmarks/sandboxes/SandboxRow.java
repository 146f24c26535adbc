package dev.winnow.benchmarks.sandboxes;

import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** A sandbox of many files that is ready, beside git's own worktree: time and disk. */
public final class SandboxRow {
  private static final String WINNOW = "Winnow";
  private static final String WORKTREE = "git worktree add";

  private SandboxRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "sandbox",
        "Makes the files of a repository of 10,000 ready for an agent to change.",
        Options.none().with("files", 10_000),
        List.of(
            Side.of(WINNOW, WinnowSandboxes.class).with("warm-up", 3).with("sandboxes", 20),
            Side.of(WORKTREE, GitWorktrees.class).with("worktrees", 3)),
        List.of(
            Target.ratioAtMost("ready ms", WINNOW, WORKTREE, 0.05),
            Target.ratioAtMost("KiB each", WINNOW, WORKTREE, 0.01)),
        Duration.ofMinutes(5));
  }
}
