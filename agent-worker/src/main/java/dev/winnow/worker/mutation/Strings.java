package dev.winnow.worker.mutation;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.type.Type;
import java.util.HashSet;
import java.util.Set;

/**
 * Which expressions of a file are strings, as far as the file alone shows it: a plus between them
 * is no arithmetic, and what is made of it would not compile.
 */
final class Strings {
  private static final String STRING = "String";

  /** Methods of the JDK and by convention. */
  private static final Set<String> METHODS =
      Set.of(
          "toString",
          "substring",
          "trim",
          "strip",
          "replace",
          "replaceAll",
          "concat",
          "join",
          "repeat",
          "format",
          "formatted",
          "toLowerCase",
          "toUpperCase",
          "name",
          "getName",
          "getSimpleName",
          "getMessage",
          "getProperty",
          "readLine",
          "readString",
          "asText",
          "asString");

  private final Set<String> variables = new HashSet<>();
  private final Set<String> methods = new HashSet<>(METHODS);

  private Strings() {}

  static Strings of(CompilationUnit unit) {
    Strings strings = new Strings();
    unit.walk(
        node -> {
          if (node instanceof MethodDeclaration method && isString(method.getType())) {
            strings.methods.add(method.getNameAsString());
          } else if (node instanceof Parameter parameter && isString(parameter.getType())) {
            strings.variables.add(parameter.getNameAsString());
          } else if (node instanceof VariableDeclarator variable
              && (isString(variable.getType())
                  || variable.getInitializer().filter(strings::has).isPresent())) {
            strings.variables.add(variable.getNameAsString());
          }
        });
    return strings;
  }

  /** Whether an expression is a string. */
  boolean has(Expression expression) {
    if (expression instanceof NameExpr name) {
      return variables.contains(name.getNameAsString());
    } else if (expression instanceof FieldAccessExpr field) {
      return variables.contains(field.getNameAsString());
    } else if (expression instanceof MethodCallExpr call) {
      return methods.contains(call.getNameAsString());
    } else if (expression instanceof EnclosedExpr enclosed) {
      return has(enclosed.getInner());
    } else if (expression instanceof CastExpr cast) {
      return isString(cast.getType());
    } else if (expression instanceof ConditionalExpr choice) {
      return has(choice.getThenExpr()) || has(choice.getElseExpr());
    } else if (expression instanceof BinaryExpr binary) {
      return binary.getOperator() == BinaryExpr.Operator.PLUS
          && (has(binary.getLeft()) || has(binary.getRight()));
    }
    return expression instanceof StringLiteralExpr || expression instanceof TextBlockLiteralExpr;
  }

  private static boolean isString(Type type) {
    return type.asString().equals(STRING);
  }
}
