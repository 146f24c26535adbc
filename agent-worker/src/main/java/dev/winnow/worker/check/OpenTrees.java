package dev.winnow.worker.check;

import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The trees that a check has open; each holds a process of git's. */
final class OpenTrees implements AutoCloseable {
  private final List<GitTree> trees = new ArrayList<>();

  /** Opens a commit of a repository. */
  Checker.Commit open(String repository, Path mirror, String commit) throws GitException {
    GitTree tree = GitTree.open(mirror, commit);
    trees.add(tree);
    return new Checker.Commit(repository, tree);
  }

  @Override
  public void close() {
    trees.forEach(GitTree::close);
  }
}
