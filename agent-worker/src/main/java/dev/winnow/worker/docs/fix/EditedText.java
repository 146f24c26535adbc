package dev.winnow.worker.docs.fix;

import dev.winnow.worker.docs.drift.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A text whose lines are edited in place. The ends of its lines stay as they are. */
final class EditedText {
  /** From a place in the text on: as many characters give way to another text. */
  private record Change(int length, String instead) {}

  private final String text;
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final TreeMap<Integer, Change> changes = new TreeMap<>();

  EditedText(String text) {
    this.text = text;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        starts.add(start);
        ends.add(i);
        boolean isPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        i += isPair ? 1 : 0;
        start = i + 1;
      }
    }
    if (start < text.length()) {
      starts.add(start);
      ends.add(text.length());
    }
  }

  /**
   * Edits a line wherever it has what was written.
   *
   * @param line from 1
   * @return false, with nothing edited, if the line has it nowhere, or another edit is in the way
   */
  boolean edit(int line, Edit edit) {
    if (line < 1 || line > starts.size()) {
      return false;
    }
    int end = ends.get(line - 1);
    String written = edit.written();
    TreeMap<Integer, Change> more = new TreeMap<>();
    int at = text.indexOf(written, starts.get(line - 1));
    while (at >= 0 && at + written.length() <= end) {
      Change change = new Change(written.length(), edit.instead());
      if (!change.equals(changes.get(at)) && isTaken(at, at + written.length())) {
        return false;
      }
      more.put(at, change);
      at = text.indexOf(written, at + written.length());
    }
    changes.putAll(more);
    return !more.isEmpty();
  }

  private boolean isTaken(int from, int to) {
    var before = changes.lowerEntry(to);
    return before != null && before.getKey() + before.getValue().length() > from;
  }

  /** The text with all edits. */
  String text() {
    StringBuilder edited = new StringBuilder();
    int from = 0;
    for (var entry : changes.entrySet()) {
      edited.append(text, from, entry.getKey()).append(entry.getValue().instead());
      from = entry.getKey() + entry.getValue().length();
    }
    return edited.append(text, from, text.length()).toString();
  }
}
