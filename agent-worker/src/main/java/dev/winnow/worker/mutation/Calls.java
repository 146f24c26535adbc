package dev.winnow.worker.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import java.util.regex.Pattern;

/** Calls that are a statement of their own. */
final class Calls {
  /** No test looks at the log, and none should. */
  private static final Pattern LOG =
      Pattern.compile("(this\\.)?(log|logger)|System\\.(out|err)", Pattern.CASE_INSENSITIVE);

  private static final String NOTHING = "{}";

  private Calls() {}

  static void visit(Node node, Sites sites) {
    if (node instanceof ExpressionStmt statement
        && statement.getExpression() instanceof MethodCallExpr call
        && !isValue(statement)
        && !isLog(call)) {
      sites.replace(Operator.CALLS, statement, NOTHING);
    }
  }

  /** The body of a lambda is a statement to the parser, and may be what the lambda returns. */
  private static boolean isValue(ExpressionStmt statement) {
    return statement.getParentNode().filter(LambdaExpr.class::isInstance).isPresent();
  }

  private static boolean isLog(MethodCallExpr call) {
    return call.getScope()
        .map(Expression::toString)
        .filter(scope -> LOG.matcher(scope).matches())
        .isPresent();
  }
}
