package dev.winnow.worker.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.Locale;
import java.util.Optional;

/** Literal numbers and booleans: 1 becomes 0, any other number one more, a boolean the other. */
final class Constants {
  private Constants() {}

  static void visit(Node node, Sites sites) {
    if (node instanceof BooleanLiteralExpr literal) {
      if (!isCondition(literal)) {
        sites.replace(Operator.CONSTANTS, literal, Boolean.toString(!literal.getValue()));
      }
    } else if (node instanceof Expression literal && !isFixed(literal)) {
      other(literal).ifPresent(value -> sites.replace(Operator.CONSTANTS, literal, value));
    }
  }

  private static Optional<String> other(Expression literal) {
    if (literal instanceof IntegerLiteralExpr number) {
      long value = number.asNumber().longValue();
      return value >= Integer.MAX_VALUE ? Optional.empty() : Optional.of(next(value, ""));
    } else if (literal instanceof LongLiteralExpr number) {
      long value = number.asNumber().longValue();
      return value == Long.MAX_VALUE || value == Long.MIN_VALUE
          ? Optional.empty()
          : Optional.of(next(value, "L"));
    } else if (literal instanceof DoubleLiteralExpr number) {
      String end = number.getValue().toLowerCase(Locale.ROOT).endsWith("f") ? "f" : "";
      return Optional.of((number.asDouble() == 1 ? "0.0" : "1.0") + end);
    }
    return Optional.empty();
  }

  private static String next(long value, String end) {
    String text = (value == 1 ? 0 : value + 1) + end;
    // A number in hexadecimal may be negative; its sign must not meet another.
    return text.startsWith("-") ? "(" + text + ")" : text;
  }

  /** Where code behind it could become unreachable, and then it does not compile. */
  private static boolean isCondition(BooleanLiteralExpr literal) {
    Node parent = literal.getParentNode().orElseThrow();
    return parent instanceof WhileStmt
        || parent instanceof DoStmt
        || parent instanceof ForStmt
        || parent instanceof IfStmt;
  }

  /** Labels must differ, and a serial version says nothing that runs. */
  private static boolean isFixed(Expression literal) {
    return literal
            .findAncestor(VariableDeclarator.class)
            .filter(variable -> variable.getNameAsString().equals("serialVersionUID"))
            .isPresent()
        || literal
            .findAncestor(SwitchEntry.class)
            .filter(
                entry ->
                    entry.getLabels().stream()
                        .anyMatch(label -> label == literal || label.isAncestorOf(literal)))
            .isPresent();
  }
}
