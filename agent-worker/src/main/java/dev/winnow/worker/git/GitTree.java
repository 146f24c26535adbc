package dev.winnow.worker.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.worker.tree.Tree;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The files of one commit, read from git's objects: nothing is checked out, so neither filters nor
 * hooks run. Symbolic links and submodules are left out. For one thread.
 */
public final class GitTree implements Tree, AutoCloseable {
  /** More files than the largest repositories have that are known to be worked on by people. */
  private static final int MOST_FILES = 200_000;

  /** What git says of that many files, with paths of 150 bytes. */
  private static final long MOST_LISTED_BYTES = 200L * MOST_FILES;

  /** What {@code git merge-base} exits with if there is none; other statuses are failures. */
  private static final int NO_MERGE_BASE = 1;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A commit can say that it is of any time; this is in the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Git git;
  private final String commit;
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private Process objects;
  private InputStream answers;

  private record Entry(String blob, long bytes) {}

  private GitTree(Git git, String commit) {
    this.git = git;
    this.commit = commit;
  }

  /**
   * Lists a commit's files.
   *
   * @param repository folder of a repository that has the commit, bare or not
   * @param commit anything that git takes for a commit or tree
   * @throws TooManyFilesException if it has more files than are looked at
   * @throws GitException if the commit is not there
   */
  public static GitTree open(Path repository, String commit) throws GitException {
    GitTree tree = new GitTree(git(repository), commit);
    tree.git.stream(
        InputStream.nullInputStream(),
        tree::list,
        "ls-tree",
        "-r",
        "-l",
        "-z",
        "--full-tree",
        commit + "^{tree}");
    return tree;
  }

  /** The best common ancestor of two commits; empty if they have none. */
  public static Optional<String> mergeBase(Path repository, String one, String other)
      throws GitException {
    try {
      return Optional.of(git(repository).run("merge-base", one, other));
    } catch (GitException e) {
      if (e.status() == NO_MERGE_BASE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A bare repository is named to git, which else may look for one in the folders around it. */
  static Git git(Path repository) {
    Git git = Git.reading(repository);
    boolean isBare =
        Files.exists(repository.resolve("HEAD"))
            && Files.isDirectory(repository.resolve("objects"))
            && !Files.exists(repository.resolve(".git"));
    return isBare ? git.with(Map.of("GIT_DIR", repository.toString())) : git;
  }

  /**
   * Makes sure that a folder is in a repository.
   *
   * @throws GitException if it is not, or git cannot read it
   */
  public static void requireRepository(Path folder) throws GitException {
    git(folder).run("rev-parse", "--git-dir");
  }

  /**
   * The id of a commit.
   *
   * @param name a branch, tag or anything else that git takes for a commit
   * @throws GitException if there is no such commit
   */
  public static String commit(Path repository, String name) throws GitException {
    return git(repository)
        .run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
  }

  /**
   * Reads a listing as it comes. A repository of a few KB can list files without end, by folders
   * that have one another's content.
   */
  private void list(InputStream output) throws IOException {
    InputStream in = new BufferedInputStream(output, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int lines = 0;
    long bytes = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != 0) {
        line.write(next);
        bytes++;
      } else {
        add(line.toString(UTF_8));
        line.reset();
        lines++;
      }
      if (lines > MOST_FILES || bytes > MOST_LISTED_BYTES) {
        throw new TooManyFilesException(MOST_FILES);
      }
    }
  }

  /** One line of ls-tree: mode, type, id and size, a tab, the path. */
  private void add(String line) throws GitException {
    int tab = line.indexOf('\t');
    if (tab < 0 || !line.startsWith("100")) {
      return;
    }
    String[] parts = line.substring(0, tab).split(" +");
    String path = line.substring(tab + 1);
    if (!parts[3].matches("\\d+")) {
      throw new GitException("git cannot read " + path + ": object " + parts[2] + " is not there");
    }
    entries.put(path, new Entry(parts[2], Long.parseLong(parts[3])));
  }

  @Override
  public SortedSet<String> paths() {
    return Collections.unmodifiableSortedSet(entries.navigableKeySet());
  }

  @Override
  public Optional<String> blob(String path) {
    return Optional.ofNullable(entries.get(path)).map(Entry::blob);
  }

  @Override
  public long bytes(String path) {
    Entry entry = entries.get(path);
    return entry == null ? 0 : entry.bytes();
  }

  @Override
  public Optional<String> text(String path) {
    Entry entry = entries.get(path);
    if (entry == null || entry.bytes() > LARGEST_BYTES) {
      return Optional.empty();
    }
    try {
      String text = new String(read(entry.blob()), UTF_8);
      return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new GitException("git cannot read " + path + ": " + e.getMessage(), e));
    }
  }

  @Override
  public LocalDate day() {
    try {
      String line = git.run("rev-list", "--max-count=1", "--timestamp", commit);
      long second = Math.min(seconds(line.split(" ", 2)[0]), LAST_SECOND);
      return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    } catch (GitException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long seconds(String text) {
    // What has more digits is as far away as the last second.
    return text.matches("\\d{1,12}")
        ? Long.parseLong(text)
        : text.matches("\\d+") ? LAST_SECOND : 0;
  }

  /** Asks one git process for one object after the other: a process each would take seconds. */
  private byte[] read(String blob) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("it is no longer asked for");
    }
    if (objects == null) {
      objects = git.start("cat-file", "--batch");
      answers = new BufferedInputStream(objects.getInputStream(), 1 << 16);
    }
    objects.getOutputStream().write((blob + "\n").getBytes(US_ASCII));
    objects.getOutputStream().flush();
    String[] header = line().split(" ");
    if (header.length != 3) {
      throw new IOException("object " + blob + " is not there");
    }
    byte[] content = answers.readNBytes(Integer.parseInt(header[2]));
    if (answers.read() < 0) {
      throw new EOFException("git ended");
    }
    return content;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = answers.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("git ended");
      }
      line.write(next);
      next = answers.read();
    }
    return line.toString(US_ASCII);
  }

  @Override
  public void close() {
    if (objects != null) {
      objects.destroyForcibly();
    }
  }
}
