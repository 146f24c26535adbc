package dev.winnow.worker.patch.renaming;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.PackageDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.Name;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import dev.winnow.worker.patch.renaming.JavaScopes.Found;
import dev.winnow.worker.source.JavaSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what each name in a Java file stands for, as far as the file says it, and takes those names
 * out that nobody else can see: local variables, parameters, type parameters, labels, private
 * members and what private classes have. A member that is named where the type before the point is
 * not known stays, and so do all of its name.
 */
public final class JavaNames {
  /** How far the type of an expression is followed. */
  private static final int DEEPEST = 24;

  private final JavaScopes scopes;
  private final Map<Integer, ChosenName> namesByLine = new HashMap<>();

  private JavaNames(CompilationUnit unit, List<String> tokens) {
    this.scopes = new JavaScopes(unit, tokens, literalWords(tokens));
    scopes.declared().forEach(this::name);
    Deque<Node> open = new ArrayDeque<>();
    open.push(unit);
    while (!open.isEmpty()) {
      Node node = open.pop();
      resolve(node);
      // A package may have the name of a field; it is never meant by one.
      if (!(node instanceof PackageDeclaration)) {
        node.getChildNodes().forEach(open::push);
      }
    }
  }

  /**
   * The tokens of a file with numbers in place of the names that it chose itself.
   *
   * @param tokens the tokens, without comments
   * @return empty if the file is not Java, or too large or deep to be read
   */
  public static Optional<List<String>> canonical(List<String> tokens) {
    // With each token on lines of its own, a line says which token it is.
    return JavaSource.parse(String.join("\n", tokens))
        .map(
            unit -> {
              Map<Integer, ChosenName> byLine = new JavaNames(unit, tokens).namesByLine;
              Map<Integer, ChosenName> names = new HashMap<>();
              int line = 1;
              for (int i = 0; i < tokens.size(); i++) {
                ChosenName name = byLine.get(line);
                if (name != null) {
                  names.put(i, name);
                }
                line += 1 + (int) tokens.get(i).chars().filter(c -> c == '\n').count();
              }
              return CanonicalTokens.of(tokens, names);
            });
  }

  private static Set<String> literalWords(List<String> tokens) {
    Set<String> words = new HashSet<>();
    for (String token : tokens) {
      if (token.startsWith("\"")) {
        words.addAll(Words.in(token));
      }
    }
    return words;
  }

  private void name(Node node, ChosenName name) {
    // The class of a compact source file (JEP 512) has a name that is nowhere in the text.
    node.getBegin().ifPresent(begin -> namesByLine.put(begin.line, name));
  }

  private void resolve(Node node) {
    if (node instanceof NameExpr bare) {
      resolveBare(bare);
    } else if (node instanceof FieldAccessExpr access) {
      resolveField(access);
    } else if (node instanceof MethodCallExpr call) {
      resolveCall(call);
    } else if (node instanceof MethodReferenceExpr reference) {
      resolveReference(reference);
    } else if (node instanceof ClassOrInterfaceType type) {
      resolveType(type);
    } else if (node instanceof ConstructorDeclaration constructor) {
      constructor
          .getParentNode()
          .flatMap(scopes::typeName)
          .ifPresent(name -> name(constructor.getName(), name));
    } else if (node instanceof BreakStmt jump) {
      jump.getLabel().ifPresent(label -> resolveLabel(label, jump));
    } else if (node instanceof ContinueStmt jump) {
      jump.getLabel().ifPresent(label -> resolveLabel(label, jump));
    } else if (node instanceof Name qualified) {
      scopes.keepMembers(qualified.getIdentifier());
    }
  }

  private void resolveLabel(SimpleName label, Node jump) {
    scopes.label(label.getIdentifier(), jump).ifPresent(name -> name(label, name));
  }

  private void resolveBare(NameExpr bare) {
    String text = bare.getNameAsString();
    Optional<Found<JavaVariable>> variable = scopes.variable(text, bare);
    Optional<Found<ChosenName>> found =
        variable.isPresent() ? variable.map(each -> each.as(JavaVariable::name)) : type(text, bare);
    bind(bare.getName(), found);
    boolean isCase =
        bare.getParentNode().filter(SwitchEntry.class::isInstance).isPresent()
            && ((SwitchEntry) bare.getParentNode().orElseThrow()).getLabels().contains(bare);
    if (isCase && !variable.map(Found::what).filter(JavaNames::isConstant).isPresent()) {
      // It may as well be a constant of the enum that is switched over.
      found.ifPresent(each -> each.what().keep());
    }
  }

  /** Whether a switch over values, not over an enum, can have the variable in a case. */
  private static boolean isConstant(JavaVariable variable) {
    return variable
        .type()
        .filter(type -> type.isPrimitiveType() || type.asString().equals("String"))
        .isPresent();
  }

  private void bind(Node at, Optional<Found<ChosenName>> found) {
    found.ifPresent(
        each -> {
          name(at, each.what());
          if (!each.isSure()) {
            each.what().keep();
          }
        });
  }

  private void resolveField(FieldAccessExpr access) {
    String text = access.getNameAsString();
    JavaType owner = typeOf(access.getScope(), 0);
    Optional<ChosenName> found = owner.field(text).map(JavaVariable::name);
    if (found.isEmpty()) {
      found = owner.type(text).map(JavaType.Named::name);
    }
    bindMember(access.getName(), text, owner, found);
  }

  private void resolveCall(MethodCallExpr call) {
    String text = call.getNameAsString();
    if (call.getScope().isEmpty()) {
      bind(
          call.getName(),
          scopes
              .ownerOfMethod(text, call)
              .map(each -> each.as(owner -> owner.method(text).orElseThrow())));
      return;
    }
    JavaType owner = typeOf(call.getScope().get(), 0);
    bindMember(call.getName(), text, owner, owner.method(text));
  }

  private void resolveReference(MethodReferenceExpr reference) {
    String text = reference.getIdentifier();
    JavaType owner = typeOf(reference.getScope(), 0);
    Optional<ChosenName> found = owner.method(text);
    if (found.isPresent()) {
      namesByLine.put(reference.getEnd().orElseThrow().line, found.get());
    } else if (owner.mayInherit()) {
      scopes.keepMembers(text);
    }
  }

  private void bindMember(Node at, String text, JavaType owner, Optional<ChosenName> found) {
    if (found.isPresent()) {
      name(at, found.get());
    } else if (owner.mayInherit()) {
      scopes.keepMembers(text);
    }
  }

  private void resolveType(ClassOrInterfaceType type) {
    String text = type.getNameAsString();
    if (isOfAnObject(type)) {
      scopes.keepMembers(text);
    } else if (type.getScope().isPresent()) {
      JavaType owner = typeNamed(type.getScope().get());
      bindMember(type.getName(), text, owner, owner.type(text).map(JavaType.Named::name));
    } else {
      Optional<Found<ChosenName>> variable =
          isExpression(type)
              ? scopes.variable(text, type).map(each -> each.as(JavaVariable::name))
              : Optional.empty();
      bind(type.getName(), variable.isPresent() ? variable : type(text, type));
    }
  }

  private Optional<Found<ChosenName>> type(String text, Node use) {
    return scopes.type(text, use).map(each -> each.as(JavaType.Named::name));
  }

  /** Whether a type is that of {@code outer.new Inner()}, which is looked up in the outer's. */
  private static boolean isOfAnObject(ClassOrInterfaceType type) {
    return type.getParentNode()
        .filter(ObjectCreationExpr.class::isInstance)
        .map(ObjectCreationExpr.class::cast)
        .filter(creation -> creation.getType() == type && creation.getScope().isPresent())
        .isPresent();
  }

  /** Before {@code ::} the parser takes any name for a type's. */
  private static boolean isExpression(ClassOrInterfaceType type) {
    return type.getParentNode().filter(TypeExpr.class::isInstance).isPresent();
  }

  private JavaType typeOf(Expression expression, int depth) {
    if (depth > DEEPEST) {
      return JavaType.UNKNOWN;
    }
    if (expression instanceof EnclosedExpr enclosed) {
      return typeOf(enclosed.getInner(), depth + 1);
    }
    if (expression instanceof ThisExpr self) {
      return self.getTypeName()
          .map(name -> named(name.getIdentifier(), self))
          .orElseGet(() -> scopes.enclosing(self));
    }
    if (expression instanceof SuperExpr || expression instanceof LiteralExpr) {
      return JavaType.OTHER;
    }
    if (expression instanceof ObjectCreationExpr creation) {
      return scopes.anonymous(creation).orElseGet(() -> typeNamed(creation.getType()));
    }
    if (expression instanceof AssignExpr assignment) {
      return typeOf(assignment.getTarget(), depth + 1);
    }
    if (expression instanceof TypeExpr type
        && type.getType() instanceof ClassOrInterfaceType name
        && name.getScope().isEmpty()) {
      return typeOfName(name.getNameAsString(), type, depth);
    }
    if (expression instanceof NameExpr bare) {
      return typeOfName(bare.getNameAsString(), bare, depth);
    }
    Optional<Type> written = writtenType(expression, depth);
    if (written.isPresent()) {
      return typeNamed(written.get());
    }
    if (expression instanceof FieldAccessExpr access) {
      return typeOf(access.getScope(), depth + 1)
          .type(access.getNameAsString())
          .map(JavaType.Named::type)
          .orElse(JavaType.UNKNOWN);
    }
    return JavaType.UNKNOWN;
  }

  private JavaType typeOfName(String text, Node use, int depth) {
    Optional<Found<JavaVariable>> variable = scopes.variable(text, use);
    if (variable.isEmpty()) {
      return named(text, use);
    }
    if (!variable.get().isSure()) {
      return JavaType.UNKNOWN;
    }
    JavaVariable known = variable.get().what();
    if (known.type().isPresent()) {
      return typeNamed(known.type().get());
    }
    return known.value().map(value -> typeOf(value, depth + 1)).orElse(JavaType.UNKNOWN);
  }

  /** A type by its bare name; another than those of the file if it looks like a class's. */
  private JavaType named(String text, Node use) {
    Optional<Found<JavaType.Named>> found = scopes.type(text, use);
    if (found.isPresent()) {
      return found.get().isSure() ? found.get().what().type() : JavaType.UNKNOWN;
    }
    return Character.isUpperCase(text.charAt(0)) ? JavaType.OTHER : JavaType.UNKNOWN;
  }

  private JavaType typeNamed(Type type) {
    if (type instanceof ClassOrInterfaceType name) {
      if (name.getScope().isPresent()) {
        JavaType owner = typeNamed(name.getScope().get());
        return owner == JavaType.OTHER
            ? JavaType.OTHER
            : owner.type(name.getNameAsString()).map(JavaType.Named::type).orElse(JavaType.UNKNOWN);
      }
      return scopes
          .type(name.getNameAsString(), name)
          .map(found -> found.isSure() ? found.what().type() : JavaType.UNKNOWN)
          .orElse(JavaType.OTHER);
    }
    return type.isPrimitiveType() || type.isArrayType() || type.isVoidType()
        ? JavaType.OTHER
        : JavaType.UNKNOWN;
  }

  /** The type that was written for an expression somewhere in the file. */
  private Optional<Type> writtenType(Expression expression, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    if (expression instanceof EnclosedExpr enclosed) {
      return writtenType(enclosed.getInner(), depth + 1);
    }
    if (expression instanceof CastExpr cast) {
      return Optional.of(cast.getType());
    }
    if (expression instanceof NameExpr bare) {
      return scopes
          .variable(bare.getNameAsString(), bare)
          .filter(Found::isSure)
          .flatMap(found -> found.what().type());
    }
    if (expression instanceof FieldAccessExpr access) {
      return typeOf(access.getScope(), depth + 1)
          .field(access.getNameAsString())
          .flatMap(JavaVariable::type);
    }
    if (expression instanceof MethodCallExpr call) {
      String text = call.getNameAsString();
      Optional<JavaType> owner =
          call.getScope().isPresent()
              ? Optional.of(typeOf(call.getScope().get(), depth + 1))
              : scopes.ownerOfMethod(text, call).filter(Found::isSure).map(Found::what);
      return owner.flatMap(type -> type.result(text));
    }
    if (expression instanceof ArrayAccessExpr access) {
      return writtenType(access.getName(), depth + 1)
          .filter(ArrayType.class::isInstance)
          .map(type -> ((ArrayType) type).getComponentType());
    }
    return Optional.empty();
  }
}
