package dev.winnow.worker.patch.renaming;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a Java file declares, and from where each of it can be seen by its bare name. */
final class JavaScopes {
  /**
   * What a name was found to stand for.
   *
   * @param what the thing found
   * @param isSure whether the name cannot stand for something inherited that the file does not show
   */
  record Found<T>(T what, boolean isSure) {
    <U> Found<U> as(Function<T, U> part) {
      return new Found<>(part.apply(what), isSure);
    }
  }

  private final JavaTypes rules;
  private final Map<Node, Map<String, List<JavaVariable>>> locals = new IdentityHashMap<>();
  private final Map<Node, Map<String, JavaType.Named>> types = new IdentityHashMap<>();
  private final Map<Node, JavaType> bodies = new IdentityHashMap<>();
  private final Map<Node, ChosenName> typeNames = new IdentityHashMap<>();
  private final Map<Node, ChosenName> labels = new IdentityHashMap<>();
  private final Map<String, List<ChosenName>> members = new HashMap<>();
  private final Map<SimpleName, ChosenName> declared = new IdentityHashMap<>();

  /**
   * @param unit the file
   * @param tokens its tokens
   * @param literalWords the words that its literals have in them
   */
  JavaScopes(CompilationUnit unit, List<String> tokens, Set<String> literalWords) {
    this.rules = new JavaTypes(unit, tokens, literalWords);
    Deque<Node> open = new ArrayDeque<>();
    open.push(unit);
    while (!open.isEmpty()) {
      Node node = open.pop();
      declare(node);
      node.getChildNodes().forEach(open::push);
    }
  }

  /** The names in their declarations. */
  Map<SimpleName, ChosenName> declared() {
    return declared;
  }

  /** Leaves the fields, methods and types of a name as they are, whatever they are members of. */
  void keepMembers(String name) {
    members.getOrDefault(name, List.of()).forEach(ChosenName::keep);
  }

  /** The local variable, parameter or field that a bare name means. */
  Optional<Found<JavaVariable>> variable(String name, Node use) {
    int line = line(use);
    return find(
        use,
        (scope, child) -> {
          Optional<JavaVariable> local = local(scope, child, name, line);
          return local.isPresent() ? local : body(scope, child).flatMap(body -> body.field(name));
        });
  }

  /** The type whose method a bare call means. */
  Optional<Found<JavaType>> ownerOfMethod(String name, Node use) {
    return find(
        use, (scope, child) -> body(scope, child).filter(body -> body.method(name).isPresent()));
  }

  /** The type or type parameter that a bare name means. */
  Optional<Found<JavaType.Named>> type(String name, Node use) {
    return find(
        use,
        (scope, child) -> {
          JavaType.Named local = types.getOrDefault(scope, Map.of()).get(name);
          return local != null
              ? Optional.of(local)
              : body(scope, child).flatMap(body -> body.type(name));
        });
  }

  Optional<ChosenName> label(String name, Node use) {
    return find(
            use,
            (scope, child) ->
                Optional.ofNullable(labels.get(scope)).filter(label -> label.text().equals(name)))
        .map(Found::what);
  }

  /** The class that {@code this} is an instance of. */
  JavaType enclosing(Node use) {
    return find(use, this::body).map(Found::what).orElse(JavaType.UNKNOWN);
  }

  /** The name of the type that a constructor makes. */
  Optional<ChosenName> typeName(Node declaration) {
    return Optional.ofNullable(typeNames.get(declaration));
  }

  /** What an anonymous class has, if an expression makes one. */
  Optional<JavaType> anonymous(ObjectCreationExpr creation) {
    return Optional.ofNullable(bodies.get(creation));
  }

  /** Looks into one scope; {@code child} is the part of it from which is looked. */
  private interface Look<T> {
    Optional<T> in(Node scope, Node child);
  }

  /** Looks from the inside to the outside. */
  private <T> Optional<Found<T>> find(Node use, Look<T> look) {
    boolean isSure = true;
    Node child = use;
    Node scope = use.getParentNode().orElse(null);
    while (scope != null) {
      Optional<T> found = look.in(scope, child);
      if (found.isPresent()) {
        return Optional.of(new Found<>(found.get(), isSure));
      }
      isSure = isSure && body(scope, child).filter(JavaType::mayInherit).isEmpty();
      child = scope;
      scope = scope.getParentNode().orElse(null);
    }
    return Optional.empty();
  }

  /** The members that what is in {@code child} can see by their bare names. */
  private Optional<JavaType> body(Node scope, Node child) {
    boolean isInside = scope instanceof TypeDeclaration<?> || child instanceof BodyDeclaration<?>;
    return isInside ? Optional.ofNullable(bodies.get(scope)) : Optional.empty();
  }

  private Optional<JavaVariable> local(Node scope, Node child, String name, int line) {
    List<JavaVariable> known = locals.getOrDefault(scope, Map.of()).getOrDefault(name, List.of());
    if (known.isEmpty() || !isVisible(scope, child)) {
      return Optional.empty();
    }
    JavaVariable latest = null;
    for (JavaVariable each : known) {
      if (each.line() < line && (latest == null || each.line() > latest.line())) {
        latest = each;
      }
    }
    return Optional.ofNullable(latest);
  }

  private static boolean isVisible(Node scope, Node child) {
    if (scope instanceof ForEachStmt loop) {
      return child != loop.getIterable();
    }
    if (scope instanceof TryStmt attempt) {
      return attempt.getCatchClauses().stream().noneMatch(each -> each == child)
          && attempt.getFinallyBlock().filter(each -> each == child).isEmpty();
    }
    return true;
  }

  private void declare(Node node) {
    if (node instanceof TypeDeclaration<?> type) {
      declareType(type);
    } else if (node instanceof ObjectCreationExpr creation
        && creation.getAnonymousClassBody().isPresent()) {
      bodies.put(creation, new JavaType(JavaTypes.mayInherit(creation.getType())));
    } else if (node instanceof EnumConstantDeclaration constant) {
      declareConstant(constant);
    } else if (node instanceof FieldDeclaration field) {
      declareFields(field);
    } else if (node instanceof MethodDeclaration method) {
      declareMethod(method);
    } else if (node instanceof Parameter parameter) {
      declareParameter(parameter);
    } else if (node instanceof VariableDeclarator variable
        && !(parent(node) instanceof FieldDeclaration)) {
      addLocal(
          scopeOfVariable(variable),
          variable.getName(),
          variable.getType(),
          variable.getInitializer());
    } else if (node instanceof TypePatternExpr pattern) {
      addLocal(scopeOfPattern(pattern), pattern.getName(), pattern.getType(), Optional.empty());
    } else if (node instanceof TypeParameter parameter) {
      ChosenName name = new ChosenName(parameter.getNameAsString(), false);
      declared.put(parameter.getName(), name);
      addType(parent(parameter), new JavaType.Named(name, JavaType.UNKNOWN));
    } else if (node instanceof LabeledStmt labeled) {
      ChosenName name = new ChosenName(labeled.getLabel().getIdentifier(), false);
      labels.put(labeled, name);
      declared.put(labeled.getLabel(), name);
    }
  }

  private void declareType(TypeDeclaration<?> type) {
    ChosenName name = new ChosenName(type.getNameAsString(), rules.isNameKept(type));
    JavaType body = new JavaType(JavaTypes.mayInherit(type));
    bodies.put(type, body);
    typeNames.put(type, name);
    declared.put(type.getName(), name);
    addMember(name);
    JavaType.Named named = new JavaType.Named(name, body);
    Node parent = parent(type);
    JavaType owner = bodies.get(parent);
    if (owner != null) {
      owner.add(named);
    } else if (parent instanceof LocalClassDeclarationStmt
        || parent instanceof LocalRecordDeclarationStmt) {
      addType(parent(parent), named);
    } else {
      addType(parent, named);
    }
    if (type instanceof RecordDeclaration declaration) {
      declaration.getParameters().forEach(each -> body.add(kept(each.getName(), each.getType())));
    }
  }

  private void declareConstant(EnumConstantDeclaration constant) {
    if (constant.getClassBody().isNonEmpty()) {
      bodies.put(constant, new JavaType(true));
    }
    ChosenName name = new ChosenName(constant.getNameAsString(), true);
    bodies.get(parent(constant)).add(JavaVariable.untyped(line(constant), name));
  }

  private void declareFields(FieldDeclaration field) {
    Node owner = parent(field);
    for (VariableDeclarator variable : field.getVariables()) {
      ChosenName name =
          new ChosenName(
              variable.getNameAsString(),
              rules.isFieldKept(field, variable.getNameAsString(), owner));
      declared.put(variable.getName(), name);
      addMember(name);
      bodies
          .get(owner)
          .add(JavaVariable.of(line(variable), name, variable.getType(), Optional.empty()));
    }
  }

  private void declareMethod(MethodDeclaration method) {
    Node owner = parent(method);
    ChosenName name =
        bodies
            .get(owner)
            .add(
                new ChosenName(method.getNameAsString(), rules.isMethodKept(method, owner)),
                method.getType());
    declared.put(method.getName(), name);
    addMember(name);
  }

  private void declareParameter(Parameter parameter) {
    Node parent = parent(parameter);
    if (parent instanceof RecordDeclaration) {
      return;
    }
    boolean isKept =
        JavaTypes.isAnnotated(parameter)
            || (parent instanceof MethodDeclaration || parent instanceof ConstructorDeclaration)
                && JavaTypes.areParametersKept(parent);
    ChosenName name = new ChosenName(parameter.getNameAsString(), isKept);
    declared.put(parameter.getName(), name);
    addLocal(
        parent,
        parameter.isVarArgs()
            ? JavaVariable.untyped(line(parameter.getName()), name)
            : JavaVariable.of(
                line(parameter.getName()), name, parameter.getType(), Optional.empty()));
  }

  private static JavaVariable kept(SimpleName name, Type type) {
    return JavaVariable.of(
        line(name), new ChosenName(name.getIdentifier(), true), type, Optional.empty());
  }

  private static Node scopeOfVariable(VariableDeclarator variable) {
    Node statement = parent(parent(variable));
    if (!(statement instanceof ExpressionStmt)) {
      return statement; // a loop or a try
    }
    Node scope = parent(statement);
    // What one case declares can be seen in the next.
    return scope instanceof SwitchEntry ? parent(scope) : scope;
  }

  private static Node scopeOfPattern(TypePatternExpr pattern) {
    Node at = parent(pattern);
    while (!(at instanceof BlockStmt
        || at instanceof LambdaExpr
        || at instanceof SwitchEntry
        || at instanceof BodyDeclaration<?>)) {
      at = parent(at);
    }
    return at;
  }

  private void addLocal(Node scope, SimpleName name, Type type, Optional<Expression> value) {
    ChosenName chosen = new ChosenName(name.getIdentifier(), false);
    declared.put(name, chosen);
    addLocal(scope, JavaVariable.of(line(name), chosen, type, value));
  }

  private void addLocal(Node scope, JavaVariable variable) {
    locals
        .computeIfAbsent(scope, s -> new HashMap<>())
        .computeIfAbsent(variable.name().text(), n -> new ArrayList<>())
        .add(variable);
  }

  private void addType(Node scope, JavaType.Named type) {
    JavaType.Named before =
        types.computeIfAbsent(scope, s -> new HashMap<>()).put(type.name().text(), type);
    if (before != null) {
      before.name().keep();
      type.name().keep();
    }
  }

  private void addMember(ChosenName name) {
    members.computeIfAbsent(name.text(), n -> new ArrayList<>()).add(name);
  }

  private static Node parent(Node node) {
    return node.getParentNode().orElseThrow();
  }

  private static int line(Node node) {
    return node.getBegin().orElseThrow().line;
  }
}
