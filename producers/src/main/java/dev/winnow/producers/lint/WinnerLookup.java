package dev.winnow.producers.lint;

import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskWinners;
import java.util.List;

/** Looks up what decided tasks kept. Whoever has a server at hand gives the linter one. */
@FunctionalInterface
public interface WinnerLookup {
  /** For whoever has no server at hand. */
  WinnerLookup NONE =
      (winners, repository, problems) -> {
        problems.add(
            new Problem(
                "merge.tasks",
                "is there, and nobody to ask for their winners",
                "give their commits in merge.candidates"));
        return List.of();
      };

  /**
   * The winners of some tasks, in order, under names of their own.
   *
   * @param winners the tasks, and how many patches of each
   * @param repository URL or absolute path of the repository that they are to be merged in
   * @param problems is told of tasks that have none, as {@code merge.tasks[0]}
   */
  List<MergeCandidate> find(TaskWinners winners, String repository, List<Problem> problems);
}
