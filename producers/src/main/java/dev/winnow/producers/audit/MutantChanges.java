package dev.winnow.producers.audit;

import dev.winnow.producers.git.Git;
import dev.winnow.producers.git.ScratchRepository;
import dev.winnow.schemas.GitNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what mutants change from the repository that they were pushed to. */
final class MutantChanges {

  private static final Duration GIT_TIMEOUT = Duration.ofMinutes(5);

  private MutantChanges() {}

  /**
   * The changes of the mutants that survived.
   *
   * @param results URL or absolute path of the results repository
   * @param taskId the audit's task
   * @return by attempt; without those that cannot be read
   */
  static Map<String, List<Change>> of(String results, String taskId, List<Mutant> mutants) {
    Map<String, List<Change>> changes = new HashMap<>();
    if (mutants.isEmpty()) {
      return changes;
    }
    try (ScratchRepository scratch = ScratchRepository.create(new Git(GIT_TIMEOUT))) {
      // Two deep: each mutant's parent is the base.
      List<String> fetch = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--depth=2"));
      fetch.addAll(List.of("--", results));
      for (Mutant mutant : mutants) {
        String reference = GitNames.patchRef(taskId, mutant.attempt());
        fetch.add("+" + reference + ":" + reference);
      }
      scratch.run(fetch.toArray(String[]::new));
      for (Mutant mutant : mutants) {
        Git.Result diff = diff(scratch, mutant.commit());
        if (diff.succeeded()) {
          changes.put(mutant.attempt(), Change.parse(diff.output()));
        }
      }
    } catch (IOException noRoom) {
      // Then the places are missing, and the figures stand.
    }
    return changes;
  }

  private static Git.Result diff(ScratchRepository scratch, String commit) {
    return scratch.run(
        "-c",
        "core.quotePath=false",
        "diff-tree",
        "-p",
        "-U0",
        "--no-renames",
        "--no-color",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        commit + "^",
        commit);
  }
}
