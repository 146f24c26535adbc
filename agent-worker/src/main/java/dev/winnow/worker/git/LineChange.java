package dev.winnow.worker.git;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that one text has in place of those of another.
 *
 * @param from the first of the old lines, from 1; where there are none, the line before
 * @param removed how many old lines
 * @param to the first of the new lines, from 1; where there are none, the line before
 * @param added how many new lines
 */
public record LineChange(int from, int removed, int to, int added) {
  private static final Pattern HUNK =
      Pattern.compile("(?m)^@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");

  /** Reads a unified diff without context of one file. */
  static List<LineChange> read(String diff) {
    List<LineChange> changes = new ArrayList<>();
    Matcher hunk = HUNK.matcher(diff);
    while (hunk.find()) {
      changes.add(
          new LineChange(
              Integer.parseInt(hunk.group(1)),
              count(hunk.group(2)),
              Integer.parseInt(hunk.group(3)),
              count(hunk.group(4))));
    }
    return changes;
  }

  private static int count(String text) {
    return text == null ? 1 : Integer.parseInt(text);
  }

  /**
   * The old line that a new line stands for, or stands before if it is new.
   *
   * @param changes all of a text, in order
   * @param line from 1
   */
  public static int oldLine(List<LineChange> changes, int line) {
    int shift = 0;
    for (LineChange change : changes) {
      int first = change.added() == 0 ? change.to() + 1 : change.to();
      if (line < first) {
        break;
      }
      if (line < first + change.added()) {
        return change.removed() == 0 ? change.from() + 1 : change.from();
      }
      shift += change.removed() - change.added();
    }
    return line + shift;
  }
}
