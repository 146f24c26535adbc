package dev.winnow.worker.git;

import dev.winnow.schemas.GitNames;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code git merge-tree --write-tree --stdin -z --messages} answers to one line: fields
 * that end in NUL, in sections that end in an empty field.
 */
final class MergeAnswer {
  /** More conflicts than anybody reads, and than git finds in repositories that are not hostile. */
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  private static final int MOST_KEPT = 10_000;
  private static final String CLEAN = "1";

  private final InputStream in;
  private long bytes;

  private MergeAnswer(InputStream in) {
    this.in = in;
  }

  /**
   * Reads one answer.
   *
   * @throws EOFException if git has ended
   * @throws GitException if the answer is none, or too long
   */
  static MergedTree read(InputStream in) throws IOException {
    return new MergeAnswer(in).read();
  }

  private MergedTree read() throws IOException {
    String status = field();
    String tree = field();
    if (!GitNames.isCommit(tree)) {
      throw new GitException("git merge-tree answered '" + status + " " + tree + "'");
    }
    List<MergedTree.StagedFile> files = new ArrayList<>();
    for (String entry = field(); !entry.isEmpty(); entry = field()) {
      add(entry, files);
    }
    List<MergedTree.Message> messages = new ArrayList<>();
    for (String count = field(); !count.isEmpty(); count = field()) {
      add(Integer.parseInt(count), messages);
    }
    return new MergedTree(status.equals(CLEAN), tree, files, messages);
  }

  /** Mode, id and stage, a tab, the path. */
  private static void add(String entry, List<MergedTree.StagedFile> files) throws GitException {
    int tab = entry.indexOf('\t');
    String[] parts = entry.substring(0, Math.max(0, tab)).split(" ");
    if (parts.length != 3) {
      throw new GitException("git merge-tree answered '" + entry + "'");
    }
    if (files.size() < MOST_KEPT) {
      files.add(
          new MergedTree.StagedFile(
              parts[0], parts[1], Integer.parseInt(parts[2]), entry.substring(tab + 1)));
    }
  }

  private void add(int paths, List<MergedTree.Message> messages) throws IOException {
    List<String> about = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      about.add(field());
    }
    MergedTree.Message message = new MergedTree.Message(about, field(), field().strip());
    if (messages.size() < MOST_KEPT) {
      messages.add(message);
    }
  }

  private String field() throws IOException {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    for (int next = in.read(); next != 0; next = in.read()) {
      if (next < 0) {
        throw new EOFException("git merge-tree ended");
      }
      if (++bytes > MOST_BYTES) {
        throw new GitException("git merge-tree answered more than " + MOST_BYTES + " bytes");
      }
      field.write(next);
    }
    return field.toString(StandardCharsets.UTF_8);
  }
}
