package dev.winnow.worker.docs.fix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what {@code git apply} takes for texts whose lines were edited and are as many as before.
 * Lines end at a line feed, as git has it: a carriage return before it belongs to the line.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NO_NEWLINE = "\\ No newline at end of file\n";

  private UnifiedDiff() {}

  /** The changes of one file; nothing if there are none. */
  static String of(String path, String before, String after) {
    List<String> old = lines(before);
    List<String> now = lines(after);
    if (old.size() != now.size()) {
      throw new IllegalArgumentException("an edit of " + path + " adds or takes out lines");
    }
    StringBuilder hunks = new StringBuilder();
    int i = next(old, now, 0);
    while (i < old.size()) {
      int last = i;
      int next = next(old, now, i + 1);
      while (next < old.size() && next - last <= 2 * CONTEXT) {
        last = next;
        next = next(old, now, last + 1);
      }
      hunk(old, now, Math.max(0, i - CONTEXT), Math.min(old.size(), last + CONTEXT + 1), hunks);
      i = next;
    }
    return hunks.isEmpty() ? "" : header(path) + hunks;
  }

  private static int next(List<String> old, List<String> now, int from) {
    int i = from;
    while (i < old.size() && old.get(i).equals(now.get(i))) {
      i++;
    }
    return i;
  }

  private static void hunk(
      List<String> old, List<String> now, int from, int to, StringBuilder out) {
    String range = (from + 1) + "," + (to - from);
    out.append("@@ -").append(range).append(" +").append(range).append(" @@\n");
    int i = from;
    while (i < to) {
      if (old.get(i).equals(now.get(i))) {
        line(' ', old.get(i++), out);
        continue;
      }
      int end = i;
      while (end < to && !old.get(end).equals(now.get(end))) {
        end++;
      }
      old.subList(i, end).forEach(line -> line('-', line, out));
      now.subList(i, end).forEach(line -> line('+', line, out));
      i = end;
    }
  }

  private static void line(char mark, String line, StringBuilder out) {
    out.append(mark).append(line);
    if (!line.endsWith("\n")) {
      out.append('\n').append(NO_NEWLINE);
    }
  }

  /** Lines with their line feeds. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', start) + 1) {
      lines.add(text.substring(start, end));
      start = end;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static String header(String path) {
    String old = quoted("a/" + path);
    String now = quoted("b/" + path);
    // Else a space would end the name, where no quotes do.
    String end = path.contains(" ") && !old.startsWith("\"") ? "\t\n" : "\n";
    return "diff --git " + old + " " + now + "\n--- " + old + end + "+++ " + now + end;
  }

  /** A path as git writes it: in quotes where a character in it is more than a character. */
  private static String quoted(String path) {
    StringBuilder quoted = new StringBuilder();
    boolean isOdd = false;
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      int b = each & 0xff;
      if (b == '"' || b == '\\') {
        quoted.append('\\').append((char) b);
        isOdd = true;
      } else if (b < 0x20 || b >= 0x7f) {
        quoted.append(String.format("\\%03o", b));
        isOdd = true;
      } else {
        quoted.append((char) b);
      }
    }
    return isOdd ? "\"" + quoted + "\"" : path;
  }
}
