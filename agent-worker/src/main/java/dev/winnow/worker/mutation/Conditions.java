package dev.winnow.worker.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.Map;
import java.util.Optional;

/** Comparisons, connectors, and what else a branch depends on. */
final class Conditions {
  private static final Map<String, String> BOUNDARIES =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

  private static final Map<String, String> OPPOSITES =
      Map.of("==", "!=", "!=", "==", "<", ">=", ">=", "<", ">", "<=", "<=", ">");

  private static final Map<String, String> CONNECTORS = Map.of("&&", "||", "||", "&&");

  private Conditions() {}

  static void visit(Node node, Sites sites) {
    if (node instanceof BinaryExpr binary) {
      exchange(Operator.CONDITIONALS_BOUNDARY, BOUNDARIES, binary, sites);
      exchange(Operator.NEGATE_CONDITIONALS, OPPOSITES, binary, sites);
      // A variable that a pattern binds has no value behind another connector.
      if (binary.findFirst(PatternExpr.class).isEmpty()) {
        exchange(Operator.LOGICAL_CONNECTORS, CONNECTORS, binary, sites);
      }
    }
    condition(node).ifPresent(condition -> negate(condition, sites));
  }

  private static void exchange(
      Operator operator, Map<String, String> signs, BinaryExpr binary, Sites sites) {
    String sign = binary.getOperator().asString();
    if (signs.containsKey(sign)) {
      sites.replaceSign(operator, binary.getLeft(), sign, signs.get(sign));
    }
  }

  private static Optional<Expression> condition(Node node) {
    if (node instanceof IfStmt branch) {
      return Optional.of(branch.getCondition());
    } else if (node instanceof WhileStmt loop) {
      return Optional.of(loop.getCondition());
    } else if (node instanceof DoStmt loop) {
      return Optional.of(loop.getCondition());
    } else if (node instanceof ForStmt loop) {
      return loop.getCompare();
    } else if (node instanceof ConditionalExpr choice) {
      return Optional.of(choice.getCondition());
    }
    return Optional.empty();
  }

  /** Each part of a condition by itself; comparisons have an opposite of their own. */
  private static void negate(Expression condition, Sites sites) {
    if (condition instanceof EnclosedExpr enclosed) {
      negate(enclosed.getInner(), sites);
    } else if (condition instanceof BinaryExpr binary
        && CONNECTORS.containsKey(binary.getOperator().asString())) {
      negate(binary.getLeft(), sites);
      negate(binary.getRight(), sites);
    } else if (condition instanceof UnaryExpr unary
        && unary.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      negateInner(unary, sites);
    } else if (isAlone(condition)) {
      sites.replace(Operator.NEGATE_CONDITIONALS, condition, "!" + sites.text(condition));
    } else if (isPlainTypeTest(condition)) {
      sites.replace(Operator.NEGATE_CONDITIONALS, condition, "!(" + sites.text(condition) + ")");
    }
  }

  private static void negateInner(UnaryExpr unary, Sites sites) {
    Expression inner = unary.getExpression();
    if (isAlone(inner)
        || inner instanceof EnclosedExpr enclosed && isPlainTypeTest(enclosed.getInner())) {
      sites.replace(Operator.NEGATE_CONDITIONALS, unary, sites.text(inner));
    } else if (inner instanceof EnclosedExpr) {
      negate(inner, sites);
    }
  }

  /** Whether a sign before it needs no brackets. */
  private static boolean isAlone(Expression expression) {
    return expression instanceof MethodCallExpr
        || expression instanceof NameExpr
        || expression instanceof FieldAccessExpr
        || expression instanceof ArrayAccessExpr;
  }

  private static boolean isPlainTypeTest(Expression expression) {
    return expression instanceof InstanceOfExpr test && test.getPattern().isEmpty();
  }
}
