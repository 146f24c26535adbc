package dev.winnow.worker.docs.rule.command;

import java.util.List;

/** What belongs to a line because it is indented more. */
final class Blocks {
  private Blocks() {}

  /** The lines after one that are indented more than it, each after a line break. */
  static String indented(List<String> lines, int head) {
    int outer = indentation(lines.get(head));
    StringBuilder body = new StringBuilder();
    for (int i = head + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank()) {
        if (indentation(line) <= outer) {
          break;
        }
        body.append('\n').append(line.strip());
      }
    }
    return body.toString();
  }

  static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }
}
