package dev.winnow.benchmarks.drift;

/** What a name looks like, in code and in prose. */
final class Words {
  static final int LONGEST = 80;

  private Words() {}

  /** Is given words with their places. */
  @FunctionalInterface
  interface WordReader {
    /**
     * @param word an identifier, words with dashes between them, or either with two dashes before
     */
    void read(String word, int from, int to);
  }

  static boolean isStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  static boolean isPart(char c) {
    return isStart(c) || c >= '0' && c <= '9';
  }

  /** Finds the words from a place to another: with dashes, the whole and each part. */
  static void read(CharSequence text, int from, int to, WordReader reader) {
    int at = from;
    while (at < to) {
      if (!isPart(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      boolean dashes = false;
      while (at < to) {
        int part = at;
        while (at < to && isPart(text.charAt(at))) {
          at++;
        }
        if (isStart(text.charAt(part))) {
          give(text, part, at, reader, "");
        }
        boolean goesOn = at + 1 < to && text.charAt(at) == '-' && isPart(text.charAt(at + 1));
        if (!goesOn) {
          break;
        }
        dashes = true;
        at++;
      }
      if (isStart(text.charAt(start))) {
        if (dashes) {
          give(text, start, at, reader, "");
        }
        if (isFlag(text, start, from)) {
          give(text, start, at, reader, "--");
        }
      }
    }
  }

  private static boolean isFlag(CharSequence text, int start, int from) {
    return start - 2 >= from
        && text.charAt(start - 1) == '-'
        && text.charAt(start - 2) == '-'
        && (start - 3 < from || !isPart(text.charAt(start - 3)) && text.charAt(start - 3) != '-');
  }

  private static void give(CharSequence text, int from, int to, WordReader reader, String before) {
    if (to - from >= 2 && to - from <= LONGEST) {
      reader.read(before + text.subSequence(from, to), from - before.length(), to);
    }
  }

  /** Whether it could be a constant or a variable of the environment: upper case, underscores. */
  static boolean isUpperSnake(String word) {
    return word.indexOf('_') > 0
        && word.chars().allMatch(c -> c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z');
  }

  /** Whether it is written as no word of a language is: a capital inside, marks or digits. */
  static boolean isMarked(String word) {
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '_' && i < word.length() - 1 || c == '-' || c >= '0' && c <= '9') {
        return true;
      }
      if (c >= 'A' && c <= 'Z' && word.charAt(i - 1) >= 'a' && word.charAt(i - 1) <= 'z') {
        return true;
      }
    }
    return false;
  }
}
