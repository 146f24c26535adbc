package dev.winnow.worker.git;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A branch of another repository, which is moved only from where it is known to be.
 *
 * @param url URL or absolute path of the repository
 * @param name without {@code refs/heads/}
 */
public record Branch(String url, String name) {
  /**
   * Where it is now, by the repository itself; empty if there is no such branch.
   *
   * @param mirror any repository of the worker's
   */
  public Optional<String> head(Path mirror) throws GitException {
    String listed = git(mirror).run("ls-remote", "--", url, ref());
    return listed
        .lines()
        .map(line -> line.split("\t", 2))
        // git also lists refs that end like the one asked for.
        .filter(parts -> parts.length == 2 && parts[1].equals(ref()))
        .map(parts -> parts[0])
        .findFirst();
  }

  /**
   * Moves it from one commit to another, or fails and leaves it as it is.
   *
   * <p>The lease names the old value, and the caller has made sure that this is an ancestor of the
   * new one: so the push is a fast-forward, and never takes a commit out of the branch. A plain
   * push would also fast-forward a branch that has meanwhile been taken back to an earlier commit,
   * and so undo what somebody did there. The repository compares once more while it holds its lock.
   *
   * @param mirror has both commits
   * @param from where it has to be
   * @param to a descendant of that
   * @throws GitException if it is elsewhere, or the repository refuses; the message ends in git's
   *     words
   */
  public void move(Path mirror, String from, String to) throws GitException {
    git(mirror)
        .run(
            "push",
            "--quiet",
            "--no-verify",
            "--no-follow-tags",
            "--recurse-submodules=no",
            "--force-with-lease=" + ref() + ":" + from,
            "--",
            url,
            to + ":" + ref());
  }

  private String ref() {
    return "refs/heads/" + name;
  }

  private static Git git(Path mirror) {
    return Git.remote(mirror).with(Map.of("GIT_DIR", mirror.toString()));
  }
}
