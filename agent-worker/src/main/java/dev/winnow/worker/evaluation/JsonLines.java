package dev.winnow.worker.evaluation;

import dev.winnow.worker.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the lines of an output that may hold JSON. All others are forgotten, so that a talkative
 * build does not crowd its metrics out; what is kept is bounded.
 */
final class JsonLines implements OutputSink {
  private final int limit;
  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isOverLimit;
  private int kept;

  /**
   * @param limit how many bytes are kept in all, and how long a line can be
   */
  JsonLines(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        endLine();
      } else if (line.size() < limit) {
        line.write(buffer[i]);
      } else {
        isOverLimit = true;
      }
    }
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.indexOf('{') >= 0 && text.indexOf('"') >= 0) {
      kept += text.length();
      isOverLimit |= kept > limit;
      if (!isOverLimit) {
        lines.add(text);
      }
    }
  }

  /**
   * Whether something was lost, so that the lines cannot be trusted to be all; asked when the
   * output has ended, for a last line without an end may be what is too much.
   */
  synchronized boolean isOverLimit() {
    endLine();
    return isOverLimit;
  }

  /** The lines, in order. */
  synchronized List<String> lines() {
    endLine();
    return List.copyOf(lines);
  }
}
