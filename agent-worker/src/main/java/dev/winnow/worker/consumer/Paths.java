package dev.winnow.worker.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Paths of operations: {@code /orders/17}, {@code /orders/{id}}, {@code /orders/{}}. */
final class Paths {
  /** A segment, or a part of one, that can be anything. */
  static final String ANY = "{}";

  private Paths() {}

  /** How a path relates to a template. */
  enum Fit {
    NO,
    /** Something in the path is not known and could be what the template has there. */
    MAYBE,
    YES
  }

  /** The path with names of templates left out, no slash at its end and no query. */
  static String erased(String path) {
    StringBuilder erased = new StringBuilder();
    for (String segment : segments(path)) {
      erased.append('/').append(segment);
    }
    return erased.length() == 0 ? "/" : erased.toString();
  }

  /** The segments of a path, with names of templates left out. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : withoutQuery(path).split("/")) {
      if (!segment.isEmpty()) {
        segments.add(erasedSegment(segment));
      }
    }
    return segments;
  }

  static String withoutQuery(String path) {
    int end = path.length();
    int depth = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if ((c == '?' || c == '#') && depth == 0) {
        end = i;
        break;
      }
    }
    return path.substring(0, end);
  }

  private static String erasedSegment(String segment) {
    StringBuilder erased = new StringBuilder();
    int at = 0;
    while (at < segment.length()) {
      int open = segment.indexOf('{', at);
      int close = open < 0 ? -1 : segment.indexOf('}', open);
      if (close < 0) {
        break;
      }
      erased.append(segment, at, open).append(ANY);
      at = close + 1;
    }
    return erased.append(segment, at, segment.length()).toString();
  }

  /**
   * Holds a path that is used against a template that is provided.
   *
   * @param used segments of the path that is used; {@code {}} in it is unknown
   * @param provided segments of the template
   */
  static Fit fit(List<String> used, List<String> provided) {
    if (used.size() != provided.size()) {
      return Fit.NO;
    }
    Fit fit = Fit.YES;
    for (int i = 0; i < used.size(); i++) {
      Fit one = fit(used.get(i), provided.get(i));
      if (one == Fit.NO) {
        return Fit.NO;
      }
      fit = one == Fit.MAYBE ? Fit.MAYBE : fit;
    }
    return fit;
  }

  private static Fit fit(String used, String provided) {
    if (used.equals(provided)) {
      return Fit.YES;
    }
    if (provided.equals(ANY)) {
      return Fit.YES;
    }
    if (provided.contains(ANY)) {
      int open = provided.indexOf(ANY);
      String before = provided.substring(0, open);
      String after = provided.substring(provided.lastIndexOf(ANY) + ANY.length());
      boolean fits =
          used.length() > before.length() + after.length()
              && used.startsWith(before)
              && used.endsWith(after);
      return fits ? Fit.YES : used.contains(ANY) ? Fit.MAYBE : Fit.NO;
    }
    return used.contains(ANY) ? Fit.MAYBE : Fit.NO;
  }

  /** How many of a template's segments are literal: the more, the more it says. */
  static int literals(List<String> segments) {
    return (int) segments.stream().filter(segment -> !segment.contains(ANY)).count();
  }

  /** The path of a URL, or the text itself if it is a path; empty if it has none. */
  static String ofUrl(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url.startsWith("/") ? withoutQuery(url) : "";
    }
    int slash = url.indexOf('/', scheme + 3);
    return slash < 0 ? "" : withoutQuery(url.substring(slash));
  }

  /** A method of HTTP in upper case, or the empty string if it is none. */
  static String method(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE" -> upper;
      default -> "";
    };
  }
}
