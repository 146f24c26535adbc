package dev.winnow.worker.check;

/**
 * A shell pattern for paths: {@code *} within a folder, {@code **} across folders. Both come from
 * repositories that nobody vouches for, so the time is at most the product of their lengths,
 * whatever they are; a regular expression gives no such promise.
 */
final class Glob {
  private final String pattern;

  Glob(String pattern) {
    this.pattern = pattern;
  }

  /** Whether all of a path fits. */
  boolean matches(String path) {
    // Which places in the pattern may come next, after each character of the path.
    boolean[] places = new boolean[pattern.length() + 1];
    places[0] = true;
    skipStars(places);
    for (int i = 0; i < path.length(); i++) {
      boolean[] next = new boolean[places.length];
      if (!step(places, path.charAt(i), next)) {
        return false;
      }
      skipStars(next);
      places = next;
    }
    return places[pattern.length()];
  }

  /** Takes one character; false if no place takes it. */
  private boolean step(boolean[] places, char c, boolean[] next) {
    boolean any = false;
    for (int at = 0; at < pattern.length(); at++) {
      if (!places[at]) {
        continue;
      }
      boolean isStar = pattern.charAt(at) == '*';
      if (isStar && (c != '/' || length(at) == 2)) {
        next[at] = true;
        any = true;
      } else if (!isStar && pattern.charAt(at) == c) {
        next[at + 1] = true;
        any = true;
      }
    }
    return any;
  }

  /** A star may stand for nothing. */
  private void skipStars(boolean[] places) {
    for (int at = 0; at < pattern.length(); at++) {
      if (places[at] && pattern.charAt(at) == '*') {
        places[at + length(at)] = true;
      }
    }
  }

  private int length(int star) {
    return pattern.startsWith("**", star) ? 2 : 1;
  }
}
