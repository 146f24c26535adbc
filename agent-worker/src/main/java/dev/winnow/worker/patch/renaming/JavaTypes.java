package dev.winnow.worker.patch.renaming;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names of types and their members are only the file's own business. Those that can be seen
 * from other files are not, nor those that reflection may look up.
 */
final class JavaTypes {
  /** Supertypes from which neither fields nor types are inherited. */
  private static final Set<String> PLAIN_SUPERTYPES =
      Set.of(
          "AutoCloseable",
          "BiConsumer",
          "BiFunction",
          "Callable",
          "CharSequence",
          "Closeable",
          "Comparable",
          "Comparator",
          "Consumer",
          "Function",
          "Iterable",
          "Iterator",
          "ListIterator",
          "Predicate",
          "Runnable",
          "Serializable",
          "Spliterator",
          "Supplier");

  private static final Set<String> SERIALIZABLE = Set.of("Serializable", "Externalizable");

  /** Annotations that nothing reads at run time. */
  private static final Set<String> PLAIN_ANNOTATIONS =
      Set.of(
          "Override",
          "SuppressWarnings",
          "Deprecated",
          "SafeVarargs",
          "FunctionalInterface",
          "Serial",
          "Nullable",
          "Nonnull",
          "NonNull",
          "NotNull");

  /** Methods of every object, and those that serialization calls. */
  private static final Set<String> KNOWN_METHODS =
      Set.of(
          "equals",
          "hashCode",
          "toString",
          "clone",
          "finalize",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "main",
          "readObject",
          "writeObject",
          "readObjectNoData",
          "readResolve",
          "writeReplace",
          "premain",
          "agentmain");

  private static final Set<String> KNOWN_FIELDS =
      Set.of("serialVersionUID", "serialPersistentFields");

  /** Parts of names of libraries that look members up by their names. */
  private static final List<String> REFLECTIVE =
      List.of(
          "reflect",
          "invoke",
          "gson",
          "json",
          "jackson",
          "moshi",
          "jaxb",
          "persistence",
          "hibernate",
          "kryo",
          "xstream",
          "yaml",
          "bson",
          "serialization");

  private final boolean isReflective;
  private final Set<String> literalWords;

  /** Types that something extends or implements, or that are handed on as a class object. */
  private final Set<String> open = new HashSet<>();

  private final Set<String> methods = new HashSet<>();

  /**
   * @param unit the file
   * @param tokens its tokens
   * @param literalWords the words that its literals have in them
   */
  JavaTypes(CompilationUnit unit, List<String> tokens, Set<String> literalWords) {
    this.literalWords = literalWords;
    this.isReflective =
        tokens.stream().anyMatch(token -> token.startsWith("getDeclared"))
            || unit.getImports().stream()
                .map(each -> each.getNameAsString().toLowerCase(Locale.ROOT))
                .anyMatch(name -> REFLECTIVE.stream().anyMatch(name::contains));
    for (ClassOrInterfaceType type : unit.findAll(ClassOrInterfaceType.class)) {
      Node parent = type.getParentNode().orElseThrow();
      boolean isSuper =
          parent instanceof ClassOrInterfaceDeclaration
              || parent instanceof EnumDeclaration
              || parent instanceof RecordDeclaration
              || parent instanceof ObjectCreationExpr creation
                  && creation.getAnonymousClassBody().isPresent();
      if (isSuper || parent instanceof ClassExpr) {
        open.add(type.getNameAsString());
      }
    }
    unit.findAll(MethodDeclaration.class).forEach(method -> methods.add(method.getNameAsString()));
  }

  /** Whether a type's members need not all be in the file. */
  static boolean mayInherit(TypeDeclaration<?> type) {
    if (type instanceof ClassOrInterfaceDeclaration plain) {
      return plain.getExtendedTypes().isNonEmpty() && !plain.isInterface()
          || hasOtherThan(plain.getExtendedTypes())
          || hasOtherThan(plain.getImplementedTypes());
    }
    return true;
  }

  /** Whether an anonymous class of a type may have members that are not in the file. */
  static boolean mayInherit(ClassOrInterfaceType type) {
    return hasOtherThan(List.of(type));
  }

  private static boolean hasOtherThan(List<ClassOrInterfaceType> types) {
    return !types.stream()
        .allMatch(
            type -> type.getScope().isEmpty() && PLAIN_SUPERTYPES.contains(type.getNameAsString()));
  }

  boolean isNameKept(TypeDeclaration<?> type) {
    return !isHidden(type)
        || type instanceof RecordDeclaration
        || type instanceof AnnotationDeclaration
        || isAnnotated(type)
        || literalWords.contains(type.getNameAsString());
  }

  boolean isFieldKept(FieldDeclaration field, String name, Node owner) {
    String bean = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return areMembersKept(owner)
        || isAnnotated(field)
        || KNOWN_FIELDS.contains(name)
        || literalWords.contains(name)
        || methods.contains("get" + bean)
        || methods.contains("set" + bean)
        || methods.contains("is" + bean)
        || !field.isPrivate() && !isOnlyOfThisFile(owner);
  }

  boolean isMethodKept(MethodDeclaration method, Node owner) {
    String name = method.getNameAsString();
    if (areMembersKept(owner)
        || isAnnotated(method)
        || KNOWN_METHODS.contains(name)
        || literalWords.contains(name)) {
      return true;
    }
    if (!(owner instanceof ClassOrInterfaceDeclaration type)
        || type.getExtendedTypes().isNonEmpty()) {
      // A method of a superclass may have the same name, and be the one that a call means.
      return true;
    }
    return !method.isPrivate()
        && (type.getImplementedTypes().isNonEmpty()
            || type.isInterface()
            || !isOnlyOfThisFile(owner));
  }

  /** Whether names of parameters are kept: frameworks inject by them. */
  static boolean areParametersKept(Node callable) {
    Node owner = callable.getParentNode().orElseThrow();
    return isAnnotated(callable) || isAnnotated(owner);
  }

  static boolean isAnnotated(Node node) {
    return node instanceof NodeWithAnnotations<?> annotated
        && !annotated.getAnnotations().stream()
            .allMatch(each -> PLAIN_ANNOTATIONS.contains(each.getNameAsString()));
  }

  private boolean areMembersKept(Node owner) {
    return isReflective
        || isAnnotated(owner)
        || owner instanceof AnnotationDeclaration
        || owner instanceof ClassOrInterfaceDeclaration type && type.isInterface()
        || owner instanceof NodeWithImplements<?> implementing
            && implementing.getImplementedTypes().stream()
                .anyMatch(each -> SERIALIZABLE.contains(each.getNameAsString()));
  }

  /** Whether nothing outside of the file, and no other class in it, has what a class has. */
  private boolean isOnlyOfThisFile(Node owner) {
    return !(owner instanceof TypeDeclaration<?> type)
        || isHidden(type)
            && !(type instanceof RecordDeclaration)
            && !open.contains(type.getNameAsString());
  }

  /** Whether a type cannot be named outside of the file: it, or what it is in, is private. */
  private static boolean isHidden(TypeDeclaration<?> type) {
    Node at = type;
    while (at != null) {
      Node parent = at.getParentNode().orElse(null);
      if (at instanceof TypeDeclaration<?> each && each.isPrivate()
          || at instanceof TypeDeclaration<?>
              && !(parent instanceof CompilationUnit)
              && !(parent instanceof TypeDeclaration<?>)
          || at instanceof BodyDeclaration<?> && !(at instanceof TypeDeclaration<?>)) {
        return true;
      }
      at = parent;
    }
    return false;
  }
}
