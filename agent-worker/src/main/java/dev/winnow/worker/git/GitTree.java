package dev.winnow.worker.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.worker.tree.Tree;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The files of one commit, read from git's objects: nothing is checked out, so neither filters nor
 * hooks run. Symbolic links and submodules are left out. For one thread.
 */
public final class GitTree implements Tree, AutoCloseable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Git git;
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private Process objects;
  private InputStream answers;

  private record Entry(String blob, long bytes) {}

  private GitTree(Git git) {
    this.git = git;
  }

  /**
   * Lists a commit's files.
   *
   * @param repository folder of a repository that has the commit, bare or not
   * @param commit anything that git takes for a commit or tree
   * @throws GitException if the commit is not there
   */
  public static GitTree open(Path repository, String commit) throws GitException {
    GitTree tree = new GitTree(Git.reading(repository));
    byte[] list =
        tree.git.run(new byte[0], "ls-tree", "-r", "-l", "-z", "--full-tree", commit + "^{tree}");
    for (String line : new String(list, UTF_8).split("\0")) {
      tree.add(line);
    }
    return tree;
  }

  /** The best common ancestor of two commits; empty if they have none. */
  public static Optional<String> mergeBase(Path repository, String one, String other) {
    try {
      return Optional.of(Git.reading(repository).run("merge-base", one, other));
    } catch (GitException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that a folder is in a repository.
   *
   * @throws GitException if it is not, or git cannot read it
   */
  public static void requireRepository(Path folder) throws GitException {
    Git.reading(folder).run("rev-parse", "--git-dir");
  }

  /**
   * The id of a commit.
   *
   * @param name a branch, tag or anything else that git takes for a commit
   * @throws GitException if there is no such commit
   */
  public static String commit(Path repository, String name) throws GitException {
    return Git.reading(repository)
        .run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
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
  public Optional<String> text(String path) {
    Entry entry = entries.get(path);
    if (entry == null || entry.bytes() > LARGEST_BYTES) {
      return Optional.empty();
    }
    try {
      String text = new String(read(entry.blob()), UTF_8);
      return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Asks one git process for one object after the other: a process each would take seconds. */
  private byte[] read(String blob) throws IOException {
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
