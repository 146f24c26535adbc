package dev.winnow.worker.mutation;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import java.util.ArrayList;
import java.util.List;

/** A file's text by the lines and columns that the parser gives. */
final class SourceText {
  private final String text;
  private final List<Integer> lines = new ArrayList<>();

  SourceText(String text) {
    this.text = text;
    lines.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = c == '\r' && text.startsWith("\n", i + 1);
      if (c == '\n' || (c == '\r' && !isPair)) {
        lines.add(i + 1);
      }
    }
  }

  /** Where a place is, in characters from 0. */
  int offset(Position position) {
    return lines.get(position.line - 1) + position.column - 1;
  }

  /** Where a node begins. */
  int begin(Node node) {
    return offset(range(node).begin);
  }

  /** Where a node ends, exclusive. */
  int end(Node node) {
    return offset(range(node).end) + 1;
  }

  /** A node as it is written. */
  String of(Node node) {
    return text.substring(begin(node), end(node));
  }

  /** Whether these characters are at a place. */
  boolean has(String characters, int offset) {
    return text.startsWith(characters, offset);
  }

  private static Range range(Node node) {
    return node.getRange().orElseThrow();
  }
}
