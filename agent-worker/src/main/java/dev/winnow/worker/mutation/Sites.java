package dev.winnow.worker.mutation;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what can be changed in one file; the same change by two operators counts once. */
final class Sites {
  private final SourceText text;
  private final Map<Change, Mutation> found = new LinkedHashMap<>();

  private record Change(int begin, int end, String replacement) {}

  Sites(SourceText text) {
    this.text = text;
  }

  /** A node as it is written. */
  String text(Node node) {
    return text.of(node);
  }

  /** Something else in place of a node. */
  void replace(Operator operator, Node node, String replacement) {
    if (!text.of(node).equals(replacement)) {
      add(operator, text.begin(node), text.end(node), replacement);
    }
  }

  /**
   * Another sign behind an operand.
   *
   * @param operand the one to the left of the sign
   * @param sign as it is written
   * @param replacement what comes in its place
   */
  void replaceSign(Operator operator, Node operand, String sign, String replacement) {
    JavaToken token = operand.getTokenRange().orElseThrow().getEnd();
    do {
      token = token.getNextToken().orElseThrow();
    } while (token.getCategory().isWhitespaceOrComment());
    int begin = text.offset(token.getRange().orElseThrow().begin);
    if (text.has(sign, begin)) {
      add(operator, begin, begin + sign.length(), replacement);
    }
  }

  private void add(Operator operator, int begin, int end, String replacement) {
    found.putIfAbsent(
        new Change(begin, end, replacement), new Mutation(operator, begin, end, replacement));
  }

  /** What was found, in the order in which it was. */
  List<Mutation> all() {
    Collection<Mutation> all = found.values();
    return List.copyOf(all);
  }
}
