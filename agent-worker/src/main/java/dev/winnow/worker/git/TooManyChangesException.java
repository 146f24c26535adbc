package dev.winnow.worker.git;

import java.util.Locale;

/** A change has more files than are looked at, or names of them that are too long in sum. */
public final class TooManyChangesException extends GitException {
  private static final long serialVersionUID = 1L;

  TooManyChangesException(int most) {
    super(
        String.format(Locale.ROOT, "changes more than %,d files, or too long names of them", most));
  }
}
