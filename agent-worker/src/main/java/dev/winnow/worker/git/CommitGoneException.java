package dev.winnow.worker.git;

/** A repository was asked for a commit, and has none of that id that it would give. */
final class CommitGoneException extends GitException {
  private static final long serialVersionUID = 1L;

  CommitGoneException(String commit) {
    super("the commit " + commit + " is no longer there");
  }
}
