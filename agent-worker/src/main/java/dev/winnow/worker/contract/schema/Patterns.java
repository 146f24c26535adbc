package dev.winnow.worker.contract.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Matching by regular expressions of untrusted files: steps are counted, and it ends in time. */
final class Patterns {
  private static final int LONGEST_PATTERN = 500;
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_STEPS = 100_000;

  private Patterns() {}

  /** Whether a pattern is found in a text; false if that cannot be told. */
  static boolean find(String pattern, String text) {
    if (pattern.length() > LONGEST_PATTERN || text.length() > LONGEST_TEXT) {
      return false;
    }
    try {
      return Pattern.compile(pattern).matcher(new CountedText(text, new int[] {MOST_STEPS})).find();
    } catch (PatternSyntaxException | TooManyStepsException unknown) {
      return false;
    }
  }

  /** A text that may be looked at only so often: a regular expression may take exponential time. */
  private record CountedText(String text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (left[0]-- <= 0) {
        throw new TooManyStepsException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new CountedText(text.substring(start, end), left);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStepsException() {
      super("too many steps", null, false, false);
    }
  }
}
