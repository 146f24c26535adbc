package dev.winnow.benchmarks.drift;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A clone, read with one git process for its history and one for all its contents. */
final class Repository implements AutoCloseable {
  /** Larger files are data. */
  private static final int LARGEST_BYTES = 1 << 20;

  private static final String COMMIT = "commit ";

  private final Path folder;
  private final Process contents;
  private final InputStream answers;

  Repository(Path folder) throws IOException {
    this.folder = folder;
    this.contents = start("cat-file", "--batch");
    this.answers = new BufferedInputStream(contents.getInputStream(), 1 << 16);
  }

  /** Is given the commits of a history, one by one. */
  @FunctionalInterface
  interface CommitReader {
    void read(Change.Commit commit) throws IOException;
  }

  /** Gives the commits that are first parents of each other, oldest first. */
  void history(CommitReader reader) throws IOException, InterruptedException {
    Process log =
        start(
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--reverse",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--format=" + COMMIT + "%H %P",
            "HEAD");
    try (InputStream output = new BufferedInputStream(log.getInputStream(), 1 << 16)) {
      String[] ids = null;
      List<Change> changes = new ArrayList<>();
      for (Optional<String> part = part(output); part.isPresent(); part = part(output)) {
        String text = part.get().strip();
        if (text.startsWith(":")) {
          String path = part(output).orElseThrow(EOFException::new);
          change(text, path).ifPresent(changes::add);
        } else if (text.startsWith(COMMIT)) {
          if (ids != null) {
            reader.read(commit(ids, changes));
          }
          ids = text.split(" ");
          changes = new ArrayList<>();
        }
      }
      if (ids != null) {
        reader.read(commit(ids, changes));
      }
    } finally {
      log.destroyForcibly();
    }
    if (log.waitFor() != 0 && contents.isAlive()) {
      throw new IOException("git cannot read the history of " + folder);
    }
  }

  private static Change.Commit commit(String[] ids, List<Change> changes) {
    return new Change.Commit(ids[1], ids.length > 2 ? ids[2] : "", List.copyOf(changes));
  }

  /** A line of --raw: two modes, two ids and a letter. Links and submodules are no files. */
  private static Optional<Change> change(String line, String path) {
    String[] parts = line.substring(1).split(" ");
    String before = parts[0].startsWith("100") ? parts[2] : "";
    String after = parts[1].startsWith("100") ? parts[3] : "";
    return before.equals(after) ? Optional.empty() : Optional.of(new Change(path, before, after));
  }

  /** What is before the next zero byte. */
  private static Optional<String> part(InputStream input) throws IOException {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    int next = input.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next > 0; next = input.read()) {
      part.write(next);
    }
    return Optional.of(part.toString(UTF_8));
  }

  /** A content as text; empty if the clone lacks it, it is too large or no text. */
  Optional<String> text(String blob) throws IOException {
    OutputStream questions = contents.getOutputStream();
    questions.write((blob + "\n").getBytes(US_ASCII));
    questions.flush();
    String[] header = line().split(" ");
    if (header.length != 3) {
      return Optional.empty();
    }
    int size = Integer.parseInt(header[2]);
    if (size > LARGEST_BYTES) {
      answers.skipNBytes(size + 1L);
      return Optional.empty();
    }
    byte[] content = answers.readNBytes(size);
    answers.skipNBytes(1);
    String text = new String(content, UTF_8);
    return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("git cannot read " + folder);
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(key -> key.startsWith("GIT_"));
    // What a partial clone lacks is not fetched.
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  @Override
  public void close() {
    contents.destroyForcibly();
  }
}
