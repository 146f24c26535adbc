package dev.winnow.worker.git;

import dev.winnow.schemas.GitNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets a commit, with what of its history is missing, out of another repository, and pins it by a
 * ref of its own.
 */
final class CommitFetch {
  /** What git says when a server does not give a commit that it was asked for by its id. */
  private static final List<String> NOT_GIVEN =
      List.of(
          "not our ref",
          "unadvertised object",
          "not advertised",
          "not allowed",
          "not valid",
          "no such remote ref",
          "couldn't find remote ref");

  private CommitFetch() {}

  /** Looks at what would be the arguments of a command. */
  static void check(String url, String commit) throws GitException {
    checkUrl(url);
    if (!GitNames.isCommit(commit)) {
      throw new GitException("'" + commit + "' is not a commit id of 40 hexadecimal digits");
    }
  }

  static void checkUrl(String url) throws GitException {
    if (url.isBlank() || url.startsWith("-")) {
      throw new GitException("'" + url + "' is not the URL or path of a repository");
    }
  }

  /**
   * Fetches.
   *
   * @param git of the repository that it comes into; may talk to others
   * @param url URL or absolute path of the repository that has it
   * @param commit 40 hexadecimal digits
   * @param refs what is fetched from a server that gives only what a ref points at, with the
   *     history of that
   * @param options of git fetch
   * @throws CommitGoneException if the repository has no such commit
   * @throws GitException if it cannot be read
   */
  static void fetch(Git git, String url, String commit, String refs, String... options)
      throws GitException {
    check(url, commit);
    try {
      run(git, url, commit + ":" + Pins.of(commit), options);
    } catch (GitException e) {
      if (!isNotGiven(e)) {
        throw e;
      }
      fetchRefs(git, url, commit, refs);
    }
  }

  private static void fetchRefs(Git git, String url, String commit, String refs)
      throws GitException {
    GitException failure = new CommitGoneException(commit);
    try {
      run(git, url, refs, "--prune");
    } catch (GitException e) {
      if (isNotGiven(e)) {
        failure.addSuppressed(e);
      } else {
        // One ref that cannot be written does not matter if the commit came with the others.
        failure = e;
      }
    }
    try {
      git.run("rev-list", "--quiet", "--objects", commit, "--not", "--all", "--alternate-refs");
      git.run("update-ref", Pins.of(commit), commit + "^{commit}");
    } catch (GitException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static boolean isNotGiven(GitException failure) {
    return NOT_GIVEN.stream().anyMatch(failure.getMessage()::contains);
  }

  private static void run(Git git, String url, String refs, String... options) throws GitException {
    List<String> command =
        new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--no-write-fetch-head"));
    command.addAll(List.of(options));
    command.addAll(List.of("--", url, refs));
    git.run(command.toArray(String[]::new));
  }
}
