package dev.winnow.worker.mutation;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What methods return: null, 0, either boolean, or an empty thing of the type. */
final class ReturnValues {
  /** By class, its package and its empty value; boxed numbers have zero. */
  private static final Map<String, String> EMPTY =
      Map.ofEntries(
          Map.entry("java.lang.String", "\"\""),
          Map.entry("java.lang.Integer", "0"),
          Map.entry("java.lang.Long", "0L"),
          Map.entry("java.lang.Double", "0.0"),
          Map.entry("java.util.Optional", "java.util.Optional.empty()"),
          Map.entry("java.util.OptionalInt", "java.util.OptionalInt.empty()"),
          Map.entry("java.util.OptionalLong", "java.util.OptionalLong.empty()"),
          Map.entry("java.util.OptionalDouble", "java.util.OptionalDouble.empty()"),
          Map.entry("java.util.List", "java.util.List.of()"),
          Map.entry("java.util.Collection", "java.util.List.of()"),
          Map.entry("java.util.Set", "java.util.Set.of()"),
          Map.entry("java.util.Map", "java.util.Map.of()"),
          Map.entry("java.util.stream.Stream", "java.util.stream.Stream.empty()"));

  private static final List<String> BOOLEANS = List.of("true", "false");

  private ReturnValues() {}

  static void visit(Node node, Sites sites) {
    if (node instanceof ReturnStmt statement && statement.getExpression().isPresent()) {
      Expression value = statement.getExpression().get();
      type(statement)
          .map(ReturnValues::values)
          .orElse(List.of())
          .forEach(other -> sites.replace(Operator.RETURN_VALUES, value, other));
    }
  }

  /** The type that a statement returns; empty inside of a lambda, which does not name it. */
  private static Optional<Type> type(ReturnStmt statement) {
    Optional<Node> owner = statement.getParentNode();
    while (owner.isPresent() && !(owner.get() instanceof LambdaExpr)) {
      if (owner.get() instanceof MethodDeclaration method) {
        return Optional.of(method.getType());
      }
      owner = owner.get().getParentNode();
    }
    return Optional.empty();
  }

  private static List<String> values(Type type) {
    if (type instanceof PrimitiveType primitive) {
      return primitive.getType() == PrimitiveType.Primitive.BOOLEAN ? BOOLEANS : List.of("0");
    }
    if (type instanceof ClassOrInterfaceType named) {
      String name = named.getNameAsString();
      if (name.equals("Boolean")) {
        return BOOLEANS;
      }
      return List.of(
          EMPTY.keySet().stream()
              .filter(full -> isMeant(full, named))
              .map(EMPTY::get)
              .findFirst()
              .orElse("null"));
    }
    return type.isVoidType() ? List.of() : List.of("null");
  }

  /** Whether a simple name is that of a class of the JDK: others have a List too. */
  private static boolean isMeant(String full, ClassOrInterfaceType named) {
    int dot = full.lastIndexOf('.');
    if (!full.substring(dot + 1).equals(named.getNameAsString())) {
      return false;
    }
    String itsPackage = full.substring(0, dot);
    Optional<CompilationUnit> unit = named.findCompilationUnit();
    return itsPackage.equals("java.lang")
        || unit.stream()
            .flatMap(file -> file.getImports().stream())
            .filter(each -> !each.isStatic())
            .anyMatch(each -> each.getNameAsString().equals(each.isAsterisk() ? itsPackage : full));
  }
}
