package dev.winnow.benchmarks.merging;

import dev.winnow.benchmarks.compare.Commands;
import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import java.nio.file.Path;

/** {@code git merge} in a worktree that is kept, so that only what differs is written anew. */
public final class GitWorktreeMerges implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    try (MergeCases made = MergeCases.make(options)) {
      Path tree = made.folder().resolve("worktree");
      Path repository = made.repository();
      Commands.run(
          repository, "git", "worktree", "add", "--quiet", "--detach", tree.toString(), "base");
      Commands.run(repository, "git", "config", "user.name", "benchmark");
      Commands.run(repository, "git", "config", "user.email", "benchmark@localhost");
      // A merge would start it in the background.
      Commands.run(repository, "git", "config", "gc.auto", "0");
      return Merging.all(made, options, pair -> merge(tree, pair));
    }
  }

  private static String merge(Path tree, MergeCases.Case pair) throws Exception {
    Commands.run(tree, "git", "reset", "--quiet", "--hard", pair.onto());
    Commands.Ended merged =
        Commands.end(tree, "git", "merge", "--quiet", "--no-edit", pair.commit());
    return merged.status() == 0
        ? Commands.run(tree, "git", "rev-parse", "HEAD^{tree}").strip()
        : "";
  }
}
