package dev.winnow.benchmarks.duplicates;

import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of which it is plain that another word in all their places is the same program: each place
 * is one where the name is declared, or a bare use in the block or class that declares it, behind
 * the declaration if it is a local one.
 */
final class FreeNames {
  private record Scope(Node node, Position from, boolean isField) {}

  private final Map<String, List<Scope>> scopes = new HashMap<>();
  private final Set<String> free;

  private FreeNames(CompilationUnit unit) {
    for (Parameter parameter : unit.findAll(Parameter.class)) {
      Node scope = parameter.getParentNode().orElseThrow();
      add(parameter.getNameAsString(), scope, scope, false);
    }
    for (VariableDeclarator variable : unit.findAll(VariableDeclarator.class)) {
      Node parent = variable.getParentNode().orElseThrow();
      if (!(parent instanceof FieldDeclaration field)) {
        Node at = parent;
        while (at instanceof VariableDeclarationExpr || at instanceof ExpressionStmt) {
          at = at.getParentNode().orElseThrow();
        }
        add(variable.getNameAsString(), at, variable.getName(), false);
      } else if (field.isPrivate()) {
        Node scope = field.getParentNode().orElseThrow();
        add(variable.getNameAsString(), scope, scope, true);
      }
    }
    for (MethodDeclaration method : unit.findAll(MethodDeclaration.class)) {
      if (method.isPrivate()) {
        Node scope = method.getParentNode().orElseThrow();
        add(method.getNameAsString(), scope, scope, false);
      }
    }
    this.free = new TreeSet<>(scopes.keySet());
    for (SimpleName place : unit.findAll(SimpleName.class)) {
      if (!isPlain(place)) {
        free.remove(place.getIdentifier());
      }
    }
  }

  /** Such names in a file, in alphabetical order. */
  static List<String> of(CompilationUnit unit) {
    return List.copyOf(new FreeNames(unit).free);
  }

  private void add(String name, Node scope, Node from, boolean isField) {
    scopes
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(new Scope(scope, from.getBegin().orElseThrow(), isField));
  }

  private boolean isPlain(SimpleName place) {
    Node use = place.getParentNode().orElseThrow();
    boolean isBare =
        use instanceof NameExpr
            || use instanceof VariableDeclarator
            || use instanceof Parameter
            || use instanceof MethodDeclaration method && method.isPrivate()
            || use instanceof MethodCallExpr call && call.getScope().isEmpty()
            || use instanceof FieldAccessExpr access && access.getScope().isThisExpr();
    boolean isField = use instanceof FieldAccessExpr;
    return isBare
        && scopes.getOrDefault(place.getIdentifier(), List.of()).stream()
            .anyMatch(scope -> isInside(place, scope) && (scope.isField() || !isField));
  }

  private static boolean isInside(SimpleName place, Scope scope) {
    Node at = place;
    while (at != null && at != scope.node()) {
      at = at.getParentNode().orElse(null);
    }
    return at != null && !place.getBegin().orElseThrow().isBefore(scope.from());
  }
}
