package dev.winnow.benchmarks.merging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.benchmarks.compare.Commands;
import dev.winnow.benchmarks.compare.Folder;
import dev.winnow.benchmarks.compare.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A repository with a line of heads and patches that are to be merged into them, and what has to
 * come out of it. Ten patches meet each head. A patch adds a file, changes two files that the head
 * has as the base has them, and one that the head has changed elsewhere; every fifth changes the
 * line that the head has changed, or a file that is gone there, and so conflicts. What is expected
 * is written by its own hands into a repository of its own, so that no side finds the objects that
 * it is to make.
 */
public final class MergeCases implements AutoCloseable {
  private static final int PATCHES_A_HEAD = 10;
  private static final int CONFLICTS_EVERY = 5;
  private static final int CHANGED_BY_A_HEAD = 5;

  /** Files that are kept for one head: those that it changes, and one that it deletes. */
  private static final int FILES_OF_A_HEAD = CHANGED_BY_A_HEAD + 1;

  private static final int LINE_OF_HEAD = 20;
  private static final int LINE_OF_PATCH = 60;

  private final Path folder;
  private final int files;
  private final List<Case> cases = new ArrayList<>();

  /**
   * A merge.
   *
   * @param onto the head, a commit
   * @param commit the patch
   * @param tree what they come to; empty if they conflict
   */
  public record Case(String onto, String commit, String tree) {
    /**
     * Holds an outcome against what is expected.
     *
     * @param merged the tree; empty if they conflict
     * @throws IllegalStateException if it is another one
     */
    public void require(String merged) {
      if (!tree.equals(merged)) {
        throw new IllegalStateException(
            "merging %s into %s came to '%s', and not to '%s'"
                .formatted(commit, onto, merged, tree));
      }
    }
  }

  private MergeCases(Path folder, int files) {
    this.folder = folder;
    this.files = files;
  }

  /** Makes them in a temporary folder: as many as are merged to warm up and as are measured. */
  public static MergeCases make(Options options) throws IOException {
    MergeCases made =
        new MergeCases(Files.createTempDirectory("winnow-merges"), options.number("files"));
    made.write(options.number("warm-up merges") + options.number("merges"));
    return made;
  }

  /** All of them; those to warm up with come first. */
  public List<Case> cases() {
    return List.copyOf(cases);
  }

  /** A bare repository that has what is merged. */
  public Path repository() {
    return folder.resolve("repository.git");
  }

  /** The commit that all come from. */
  public String base() throws IOException {
    return Commands.run(repository(), "git", "rev-parse", "base").strip();
  }

  /** A folder for what a side needs beside. */
  public Path folder() {
    return folder;
  }

  private void write(int merges) throws IOException {
    int heads = (merges + PATCHES_A_HEAD - 1) / PATCHES_A_HEAD;
    if (files < heads * FILES_OF_A_HEAD + 2 * merges) {
      throw new IllegalArgumentException(files + " files are too few for " + merges + " merges");
    }
    Path expected = folder.resolve("expected.git");
    try (FastImport in = FastImport.into(repository());
        FastImport out = FastImport.into(expected)) {
      for (FastImport each : List.of(in, out)) {
        each.commit("base", "", base(files));
        for (int head = 0; head < heads; head++) {
          each.commit("head" + head, head == 0 ? "base" : "head" + (head - 1), headChanges(head));
        }
      }
      for (int i = 0; i < merges; i++) {
        in.commit("patch" + i, "base", patchChanges(i));
        if (!isConflict(i)) {
          out.commit("merged" + i, "head" + i / PATCHES_A_HEAD, mergedChanges(i));
        }
      }
    }
    Map<String, String> commits = ids(repository(), "objectname");
    Map<String, String> trees = ids(expected, "tree");
    for (int i = 0; i < merges; i++) {
      cases.add(
          new Case(
              commits.get("head" + i / PATCHES_A_HEAD),
              commits.get("patch" + i),
              trees.getOrDefault("merged" + i, "")));
    }
  }

  private static boolean isConflict(int patch) {
    return patch % CONFLICTS_EVERY == 0;
  }

  private static Map<String, String> base(int files) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < files; i++) {
      all.put(path(i), new SourceText(i).toString());
    }
    return all;
  }

  /** Null for a file that goes. */
  private static Map<String, String> headChanges(int head) {
    Map<String, String> changes = new TreeMap<>();
    int first = head * FILES_OF_A_HEAD;
    for (int i = 0; i < CHANGED_BY_A_HEAD; i++) {
      changes.put(path(first + i), new SourceText(first + i).with(LINE_OF_HEAD, "head").toString());
    }
    changes.put(path(first + CHANGED_BY_A_HEAD), null);
    changes.put("added/Head%d.java".formatted(head), new SourceText(-1 - head).toString());
    return changes;
  }

  private Map<String, String> patchChanges(int patch) {
    Map<String, String> changes = changesOfItsOwn(patch);
    int met = met(patch);
    boolean isGone = isConflict(patch) && patch % (2 * CONFLICTS_EVERY) != 0;
    int line = isConflict(patch) ? LINE_OF_HEAD : LINE_OF_PATCH;
    int file = isGone ? met / FILES_OF_A_HEAD * FILES_OF_A_HEAD + CHANGED_BY_A_HEAD : met;
    changes.put(path(file), new SourceText(file).with(line, "patch").toString());
    return changes;
  }

  private Map<String, String> mergedChanges(int patch) {
    Map<String, String> changes = changesOfItsOwn(patch);
    int met = met(patch);
    changes.put(
        path(met),
        new SourceText(met).with(LINE_OF_HEAD, "head").with(LINE_OF_PATCH, "patch").toString());
    return changes;
  }

  private Map<String, String> changesOfItsOwn(int patch) {
    Map<String, String> changes = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      int file = files - 1 - 2 * patch - i;
      changes.put(
          path(file), new SourceText(file).with(LINE_OF_PATCH, "patch").with(1, "too").toString());
    }
    changes.put("added/Patch%d.java".formatted(patch), new SourceText(files + patch).toString());
    return changes;
  }

  /** The file that both a patch and its head change. */
  private static int met(int patch) {
    return patch / PATCHES_A_HEAD * FILES_OF_A_HEAD + patch % CHANGED_BY_A_HEAD;
  }

  private static String path(int file) {
    return "module%d/package%d/File%d.java".formatted(file % 20, file / 50, file);
  }

  private static Map<String, String> ids(Path repository, String what) throws IOException {
    Map<String, String> ids = new TreeMap<>();
    Commands.run(
            repository,
            "git",
            "for-each-ref",
            "--format=%(refname:short) %(" + what + ")",
            "refs/heads")
        .lines()
        .map(line -> line.split(" "))
        .forEach(parts -> ids.put(parts[0], parts[1]));
    return ids;
  }

  @Override
  public void close() {
    try {
      new Folder(folder).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class of a hundred lines that no other class has. */
  private static final class SourceText {
    private static final int LINES = 100;

    private final String[] lines = new String[LINES];

    SourceText(int number) {
      for (int i = 0; i < LINES; i++) {
        lines[i] = "  int value" + i + " = " + (int) (number * 7_919L + i * 104_729L) + ";";
      }
      lines[0] = "class Some {";
      lines[LINES - 1] = "}";
    }

    SourceText with(int line, String by) {
      lines[line] = lines[line] + " // " + by;
      return this;
    }

    @Override
    public String toString() {
      return String.join("\n", lines) + "\n";
    }
  }

  /** What git makes of a stream of commits. */
  private static final class FastImport implements AutoCloseable {
    private final Process process;

    private FastImport(Process process) {
      this.process = process;
    }

    static FastImport into(Path repository) throws IOException {
      Path parent = Files.createDirectories(repository.getParent());
      Commands.run(parent, "git", "init", "--quiet", "--bare", repository.toString());
      return new FastImport(
          new ProcessBuilder("git", "fast-import", "--quiet", "--done")
              .directory(repository.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }

    void commit(String branch, String from, Map<String, String> changes) throws IOException {
      StringBuilder text = new StringBuilder();
      text.append("commit refs/heads/").append(branch).append('\n');
      text.append("committer benchmark <benchmark@localhost> 1700000000 +0000\n");
      text.append("data 0\n\n");
      if (!from.isEmpty()) {
        text.append("from refs/heads/").append(from).append('\n');
      }
      changes.forEach(
          (path, content) -> {
            if (content == null) {
              text.append("D ").append(path).append('\n');
            } else {
              text.append("M 100644 inline ").append(path).append("\ndata ");
              text.append(content.getBytes(UTF_8).length).append('\n').append(content).append('\n');
            }
          });
      process.getOutputStream().write(text.append('\n').toString().getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().write("done\n".getBytes(UTF_8));
      process.getOutputStream().close();
      try {
        if (process.waitFor() != 0) {
          throw new IOException("git fast-import ended with " + process.exitValue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
