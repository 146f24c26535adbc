package dev.winnow.worker.git;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.schemas.GitNames;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code git merge-tree} process that merges one pair of commits after the other, in memory:
 * nothing is checked out, so no filter, hook or merge driver of a repository runs, and no index is
 * touched. Objects that a merge makes are written into the repository of the process. For one
 * thread at a time.
 */
public final class MergeProcess implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

  /** The first version of git whose merge-tree takes lines of commits. */
  private static final int[] NEEDED = {2, 39};

  private final Git git;
  private final Process process;
  private final InputStream answers;
  private boolean isUsed;
  private volatile boolean hasEnded;

  private MergeProcess(Git git, Process process) {
    this.git = git;
    this.process = process;
    this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  static MergeProcess start(Git git) throws GitException {
    return new MergeProcess(
        git, git.start("merge-tree", "--write-tree", "--stdin", "-z", "--messages"));
  }

  /** Whether it can be asked. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether a merge failed because the process had ended by itself. */
  public boolean hasEnded() {
    return hasEnded;
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  /**
   * Merges a commit into another. After a failure the process is of no further use.
   *
   * @param onto what is merged into: 40 hexadecimal digits
   * @param commit what is merged; the two have an ancestor in common
   * @param timeout git is ended if it takes longer
   * @throws GitException if git ends, takes too long, or is too old
   */
  public MergedTree merge(String onto, String commit, Duration timeout) throws GitException {
    if (!GitNames.isCommit(onto) || !GitNames.isCommit(commit)) {
      throw new GitException("'" + onto + " " + commit + "' are not two commit ids");
    }
    FutureTask<MergedTree> merging = new FutureTask<>(() -> ask(onto, commit));
    DaemonThreads.named("git-merge").newThread(merging).start();
    boolean isDone = false;
    try {
      MergedTree merged = merging.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      isDone = true;
      return merged;
    } catch (TimeoutException e) {
      throw new GitException("git merge-tree took more than " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("git merge-tree was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GitException failed) {
        throw failed;
      }
      if (e.getCause() instanceof IOException ended) {
        throw ended(ended);
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (!isDone) {
        close();
      }
    }
  }

  private MergedTree ask(String onto, String commit) throws IOException {
    // Git keeps the end of an answer back until it writes the next one. So it is asked twice, the
    // second time what costs it nothing: to merge a commit with itself.
    String lines = onto + " " + commit + "\n" + onto + " " + onto + "\n";
    process.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
    if (isUsed) {
      requireEnd();
    }
    MergedTree merged = MergeAnswer.read(answers);
    readAllButEnd();
    isUsed = true;
    return merged;
  }

  /** What the second question is answered with: a tree, no conflicts, no messages. */
  private void readAllButEnd() throws IOException {
    // A status, an id, and the end of the conflicts.
    int ends = 0;
    while (ends < 3) {
      if (read() == 0) {
        ends++;
      }
    }
  }

  /** The end of the messages, which came with the answer to the next question. */
  private void requireEnd() throws IOException {
    if (read() != 0) {
      throw new GitException("git merge-tree answers in a way that is not known");
    }
  }

  private int read() throws IOException {
    int next = answers.read();
    if (next < 0) {
      throw new EOFException("git merge-tree ended");
    }
    return next;
  }

  private GitException ended(IOException cause) {
    hasEnded = true;
    String version;
    try {
      version = git.run("version");
    } catch (GitException e) {
      return e;
    }
    Matcher numbers = VERSION.matcher(version);
    if (numbers.find()) {
      int major = Integer.parseInt(numbers.group(1));
      int minor = Integer.parseInt(numbers.group(2));
      if (major < NEEDED[0] || major == NEEDED[0] && minor < NEEDED[1]) {
        return new GitException(
            "this worker has " + version + ", and merge tournaments need 2.39 or newer", cause);
      }
    }
    return new GitException("git merge-tree ended in the middle of a merge", cause);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
