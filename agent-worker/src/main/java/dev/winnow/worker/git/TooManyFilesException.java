package dev.winnow.worker.git;

import java.util.Locale;

/** A commit has more files than are looked at, or names of them that are too long in sum. */
public final class TooManyFilesException extends GitException {
  private static final long serialVersionUID = 1L;

  TooManyFilesException(int most) {
    super(String.format(Locale.ROOT, "more than %,d files, or too long names of them", most));
  }
}
