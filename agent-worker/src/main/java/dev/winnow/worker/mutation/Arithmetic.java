package dev.winnow.worker.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.Map;

/** Arithmetic, bits, shifts, increments and negatives. */
final class Arithmetic {
  private static final Map<String, String> OTHERS =
      Map.of(
          "+", "-", "-", "+", "*", "/", "/", "*", "%", "*", "&", "|", "|", "&", "^", "&", "<<",
          ">>", ">>", "<<");

  private static final String UNSIGNED_SHIFT = ">>>";

  private Arithmetic() {}

  static void visit(Node node, Strings strings, Sites sites) {
    if (node instanceof BinaryExpr binary) {
      exchange(
          binary.getLeft(), binary.getRight(), binary.getOperator().asString(), "", strings, sites);
    } else if (node instanceof AssignExpr assignment) {
      String sign = assignment.getOperator().asString();
      exchange(
          assignment.getTarget(),
          assignment.getValue(),
          sign.substring(0, sign.length() - 1),
          "=",
          strings,
          sites);
    } else if (node instanceof UnaryExpr unary) {
      unary(unary, sites);
    }
  }

  private static void exchange(
      Expression left, Expression right, String sign, String end, Strings strings, Sites sites) {
    String other = sign.equals(UNSIGNED_SHIFT) ? "<<" : OTHERS.get(sign);
    boolean isText = sign.equals("+") && (strings.has(left) || strings.has(right));
    if (other != null && !isText) {
      sites.replaceSign(Operator.ARITHMETIC, left, sign + end, other + end);
    }
  }

  private static void unary(UnaryExpr unary, Sites sites) {
    String operand = sites.text(unary.getExpression());
    switch (unary.getOperator()) {
      case PREFIX_INCREMENT -> sites.replace(Operator.INCREMENTS, unary, "--" + operand);
      case PREFIX_DECREMENT -> sites.replace(Operator.INCREMENTS, unary, "++" + operand);
      case POSTFIX_INCREMENT -> sites.replace(Operator.INCREMENTS, unary, operand + "--");
      case POSTFIX_DECREMENT -> sites.replace(Operator.INCREMENTS, unary, operand + "++");
      case MINUS -> {
        // Of a literal, the constant changes.
        if (!(unary.getExpression() instanceof LiteralExpr)) {
          sites.replace(Operator.NEGATIVES, unary, operand);
        }
      }
      default -> {}
    }
  }
}
