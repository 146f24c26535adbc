package dev.winnow.worker.mutation;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.winnow.worker.source.JavaSource;
import java.util.List;
import java.util.Optional;

/** All that the operators can change in a file of Java. */
public final class JavaMutations {
  private JavaMutations() {}

  /**
   * The mutations of a file, in an order that depends on nothing but its text.
   *
   * @param text the file
   * @return empty if it cannot be read as Java
   */
  public static Optional<List<Mutation>> of(String text) {
    return JavaSource.parse(text).map(unit -> in(unit, text));
  }

  private static List<Mutation> in(CompilationUnit unit, String text) {
    Sites sites = new Sites(new SourceText(text));
    Strings strings = Strings.of(unit);
    unit.walk(
        Node.TreeTraversal.PREORDER,
        node -> {
          // What is in annotations is for frameworks, and must be constant.
          if (!isInAnnotation(node)) {
            Conditions.visit(node, sites);
            Arithmetic.visit(node, strings, sites);
            ReturnValues.visit(node, sites);
            Calls.visit(node, sites);
            Constants.visit(node, sites);
          }
        });
    return sites.all();
  }

  private static boolean isInAnnotation(Node node) {
    return node instanceof AnnotationExpr || node.findAncestor(AnnotationExpr.class).isPresent();
  }
}
