package dev.winnow.producers.cli;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.git.Git;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.GitNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings one patch from a results repository into a clone, and never moves a branch. */
final class PatchFetch {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final Git git;
  private final Path folder;
  private final String results;

  /**
   * A fetch.
   *
   * @param folder a clone, or a folder inside one
   * @param results URL or absolute path of the repository that holds the patches
   */
  PatchFetch(Git git, Path folder, String results) {
    this.git = git;
    this.folder = folder;
    this.results = results;
  }

  /**
   * Fetches a patch.
   *
   * @return whether the branch was made; false if it was there and is this very commit
   * @throws ClientException if it could not be fetched, or the branch is something else
   */
  boolean fetch(String taskId, String attemptId, String commit, String branch) {
    requireSense(taskId, attemptId, commit);
    if (!Files.isDirectory(folder) || !run("rev-parse", "--git-dir").succeeded()) {
      throw new ClientException(
          folder + " is no clone",
          "give one with --into, or make one: git clone " + results,
          false);
    }
    if (!run("check-ref-format", "--branch", branch).succeeded() || branch.startsWith("-")) {
      throw new ClientException(
          "git takes no branch named " + Plain.text(branch), "give another with --branch", false);
    }
    Optional<String> there = commit("refs/heads/" + branch);
    if (there.isPresent()) {
      if (there.get().equals(commit)) {
        return false;
      }
      throw new ClientException(
          "branch " + branch + " is there already, with other content",
          "give another name with --branch, or remove it: git branch -D " + branch,
          false);
    }
    String reference = GitNames.patchRef(taskId, attemptId);
    Git.Result fetched =
        run("fetch", "--quiet", "--no-tags", "--", results, "+" + reference + ":" + reference);
    if (!fetched.succeeded()) {
      throw new ClientException(
          "the patch cannot be fetched from " + results + ": " + Plain.text(fetched.reason()),
          "check that you can read it: git ls-remote " + results,
          true);
    }
    if (!commit(reference).equals(Optional.of(commit))) {
      throw new ClientException(
          results + " has another commit for " + attemptId + " than the verdict names",
          "do not merge it; look who else pushes to refs/winnow there",
          false);
    }
    Git.Result made = run("branch", "--no-track", branch, commit);
    if (!made.succeeded()) {
      throw new ClientException(
          "git made no branch: " + Plain.text(made.reason()), "give another with --branch", false);
    }
    return true;
  }

  private static void requireSense(String taskId, String attemptId, String commit) {
    if (!NAME.matcher(taskId).matches()
        || !NAME.matcher(attemptId).matches()
        || !GitNames.isCommit(commit)) {
      throw new ClientException(
          "the verdict names no patch that git could have", "check which server you asked", false);
    }
  }

  private Optional<String> commit(String reference) {
    Git.Result found = run("rev-parse", "--verify", "--quiet", reference + "^{commit}");
    return found.succeeded() ? Optional.of(found.output().strip()) : Optional.empty();
  }

  private Git.Result run(String... arguments) {
    return git.run(folder, false, arguments);
  }
}
