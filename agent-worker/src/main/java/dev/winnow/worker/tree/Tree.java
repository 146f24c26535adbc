package dev.winnow.worker.tree;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The files of one commit. Paths are relative to its root, with slashes. Reading may throw {@link
 * java.io.UncheckedIOException} where the repository cannot be read.
 */
public interface Tree {
  /** Files larger than this are not read: no contract is. */
  int LARGEST_BYTES = 5 * 1024 * 1024;

  /** Paths of all regular files. */
  SortedSet<String> paths();

  /**
   * Id of a file's content: equal ids mean equal content, in whichever tree.
   *
   * @return empty if there is no such file
   */
  Optional<String> blob(String path);

  /**
   * Size of a file.
   *
   * @return 0 if there is no such file
   */
  long bytes(String path);

  /**
   * A file as UTF-8 text.
   *
   * @return empty if there is no such file, or it is larger than {@link #LARGEST_BYTES}
   */
  Optional<String> text(String path);

  /**
   * The day on which the commit was made, by its committer, in UTC. What depends on a date goes by
   * it and not by a clock.
   *
   * @return the first day of all if it is not known
   */
  default LocalDate day() {
    return LocalDate.EPOCH;
  }
}
