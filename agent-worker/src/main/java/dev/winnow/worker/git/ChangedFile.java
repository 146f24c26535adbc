package dev.winnow.worker.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A path at which two trees differ.
 *
 * @param path the path, relative to the root
 * @param oldMode git's mode before, such as 100644; 000000 if the path was not there
 * @param newMode the mode after; 000000 if the path is gone
 * @param oldId blob before; all zeros if there was none
 * @param newId blob after; all zeros if there is none
 */
public record ChangedFile(String path, String oldMode, String newMode, String oldId, String newId) {
  private static final String NONE = "000000";
  private static final String REPOSITORY = "160000";
  private static final int MOST = 50_000;
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  static final String LINK = "120000";

  /** Whether the path was there before. */
  public boolean hasOld() {
    return !oldMode.equals(NONE);
  }

  /** Whether the path is there after. */
  public boolean hasNew() {
    return !newMode.equals(NONE);
  }

  /** The blobs before and after, as far as there are any. */
  public List<String> blobs() {
    List<String> blobs = new ArrayList<>();
    if (hasOld() && !oldMode.equals(REPOSITORY)) {
      blobs.add(oldId);
    }
    if (hasNew() && !newMode.equals(REPOSITORY)) {
      blobs.add(newId);
    }
    return blobs;
  }

  /** Whether the path is a repository inside the repository, whose files git does not take in. */
  public boolean isRepository() {
    return newMode.equals(REPOSITORY);
  }

  /** Whether a symbolic link is or was at the path. */
  boolean isLink() {
    return newMode.equals(LINK) || oldMode.equals(LINK);
  }

  /**
   * Where two commits differ, in the order of paths; renames are a removal and an addition.
   *
   * @param repository folder of a repository that has both, bare or not
   * @throws GitException if one is not there
   */
  public static List<ChangedFile> between(Path repository, String from, String to)
      throws GitException {
    return parse(
        GitTree.git(repository)
            .run(new byte[0], "diff-tree", "-r", "--raw", "-z", "--no-renames", from, to));
  }

  /** How many lines of two commits differ: those inserted and those deleted together. */
  public static int linesBetween(Path repository, String from, String to) throws GitException {
    int[] counts = statistics(GitTree.git(repository), from, to);
    return counts[1] + counts[2];
  }

  /** Reads what {@code git diff-tree --raw -z} prints. */
  static List<ChangedFile> parse(byte[] raw) {
    String[] fields = new String(raw, StandardCharsets.UTF_8).split("\0");
    List<ChangedFile> changes = new ArrayList<>();
    for (int i = 0; i + 1 < fields.length; i += 2) {
      String[] parts = fields[i].substring(1).split(" ");
      changes.add(new ChangedFile(fields[i + 1], parts[0], parts[1], parts[2], parts[3]));
    }
    return changes;
  }

  /**
   * Reads the same as it comes, and no more than is sensible.
   *
   * @throws TooManyChangesException beyond that
   */
  static List<ChangedFile> read(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw);
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    List<ChangedFile> changes = new ArrayList<>();
    long size = 0;
    boolean isName = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      entry.write(c);
      if (++size > MOST_BYTES) {
        throw new TooManyChangesException(MOST);
      }
      if (c == 0) {
        if (isName) {
          if (changes.size() == MOST) {
            throw new TooManyChangesException(MOST);
          }
          changes.addAll(parse(entry.toByteArray()));
          entry.reset();
        }
        isName = !isName;
      }
    }
    return changes;
  }

  /** Counts of changed files, and of inserted and deleted lines, in this order. */
  static int[] statistics(Git git, String from, String to) throws GitException {
    String output =
        new String(
            git.run(
                new byte[0],
                "diff-tree",
                "-r",
                "--numstat",
                "-z",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                from,
                to),
            StandardCharsets.UTF_8);
    int[] counts = new int[3];
    for (String line : output.split("\0")) {
      String[] fields = line.split("\t", 3);
      if (fields.length == 3) {
        counts[0]++;
        counts[1] += number(fields[0]);
        counts[2] += number(fields[1]);
      }
    }
    return counts;
  }

  private static int number(String field) {
    return field.equals("-") ? 0 : Integer.parseInt(field);
  }
}
