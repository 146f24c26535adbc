package dev.winnow.worker.docs.rule;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.nodeTypes.NodeWithExtends;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.TypeParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The types of a file and what they declare. */
final class JavaMembers {
  /**
   * Something that a type declares, or the type itself.
   *
   * @param type names of the types around it, with dots
   * @param name of the type itself, the name of the type
   * @param parameters names, type parameters in angle brackets after the others
   * @param signature what tells overloads apart, and what a renamed one keeps
   */
  record Member(
      String type,
      String name,
      List<String> parameters,
      String signature,
      BodyDeclaration<?> node) {
    /** Its Javadoc. */
    Optional<Comment> comment() {
      return node.getComment().filter(Comment::isJavadocComment);
    }

    int line() {
      return node.getRange().map(range -> range.begin.line).orElse(0);
    }

    boolean overrides() {
      return node.getAnnotationByName("Override").isPresent();
    }

    String shown() {
      return node instanceof TypeDeclaration ? type : type + "." + name + signature;
    }

    boolean sameKind(Member other) {
      return type.equals(other.type)
          && name.equals(other.name)
          && node.getClass().equals(other.node.getClass());
    }
  }

  private final List<Member> members = new ArrayList<>();
  private final TreeMap<String, Set<String>> above = new TreeMap<>();

  JavaMembers(CompilationUnit unit) {
    unit.getTypes().forEach(type -> add(type, ""));
  }

  private void add(TypeDeclaration<?> type, String outer) {
    String name = outer.isEmpty() ? type.getNameAsString() : outer + "." + type.getNameAsString();
    Set<String> supers = new TreeSet<>();
    if (type instanceof NodeWithExtends<?> extended) {
      extended.getExtendedTypes().forEach(one -> supers.add(simple(one)));
    }
    if (type instanceof NodeWithImplements<?> implemented) {
      implemented.getImplementedTypes().forEach(one -> supers.add(simple(one)));
    }
    above.put(name, supers);
    List<String> parameters = new ArrayList<>();
    if (type instanceof RecordDeclaration record) {
      for (Parameter component : record.getParameters()) {
        parameters.add(component.getNameAsString());
        members.add(
            new Member(
                name, component.getNameAsString(), List.of(), "()", (BodyDeclaration<?>) type));
      }
      addTypes(record.getTypeParameters(), parameters);
    } else if (type instanceof ClassOrInterfaceDeclaration declared) {
      addTypes(declared.getTypeParameters(), parameters);
    }
    members.add(new Member(name, type.getNameAsString(), parameters, "type", type));
    if (type instanceof EnumDeclaration constants) {
      for (EnumConstantDeclaration constant : constants.getEntries()) {
        members.add(new Member(name, constant.getNameAsString(), List.of(), "", constant));
      }
    }
    for (BodyDeclaration<?> member : type.getMembers()) {
      if (member instanceof TypeDeclaration<?> inner) {
        add(inner, name);
      } else if (member instanceof CallableDeclaration<?> callable) {
        add(callable, name);
      } else if (member instanceof FieldDeclaration field) {
        for (VariableDeclarator variable : field.getVariables()) {
          members.add(new Member(name, variable.getNameAsString(), List.of(), "", field));
        }
      } else if (member.isAnnotationMemberDeclaration()) {
        String element = member.asAnnotationMemberDeclaration().getNameAsString();
        members.add(new Member(name, element, List.of(), "()", member));
      }
    }
  }

  private void add(CallableDeclaration<?> callable, String type) {
    List<String> parameters = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Parameter parameter : callable.getParameters()) {
      parameters.add(parameter.getNameAsString());
      types.add(parameter.getTypeAsString() + (parameter.isVarArgs() ? "..." : ""));
    }
    addTypes(callable.getTypeParameters(), parameters);
    String signature = "(" + String.join(", ", types) + ")";
    members.add(new Member(type, callable.getNameAsString(), parameters, signature, callable));
  }

  private static void addTypes(List<TypeParameter> types, List<String> parameters) {
    types.forEach(type -> parameters.add("<" + type.getNameAsString() + ">"));
  }

  private static String simple(ClassOrInterfaceType type) {
    return type.getNameAsString();
  }

  List<Member> members() {
    return members;
  }

  /** Names of all types, the outer ones before them with dots. */
  Set<String> types() {
    return above.keySet();
  }

  /** Simple names of what a type extends and implements. */
  Set<String> above(String type) {
    return above.getOrDefault(type, Set.of());
  }

  boolean has(String type, String name) {
    return above.containsKey(type + "." + name) || named(type, name).isPresent();
  }

  /** The first member of a name. */
  Optional<Member> named(String type, String name) {
    return members.stream()
        .filter(member -> member.type().equals(type) && member.name().equals(name))
        .findFirst();
  }

  /**
   * What a member of a later version was here: the same signature, or the only overload on both
   * sides that changed its own.
   *
   * @return empty if it cannot be told
   */
  Optional<Member> counterpart(Member member, JavaMembers later) {
    List<Member> mine = members.stream().filter(member::sameKind).toList();
    List<Member> theirs = later.members.stream().filter(member::sameKind).toList();
    List<Member> same = with(mine, member.signature());
    if (!same.isEmpty()) {
      return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }
    List<Member> changed =
        mine.stream().filter(one -> with(theirs, one.signature()).isEmpty()).toList();
    long others = theirs.stream().filter(one -> with(mine, one.signature()).isEmpty()).count();
    return changed.size() == 1 && others == 1 ? Optional.of(changed.get(0)) : Optional.empty();
  }

  private static List<Member> with(List<Member> members, String signature) {
    return members.stream().filter(member -> member.signature().equals(signature)).toList();
  }

  /**
   * The only member that a later version has anew and that differs from a gone one by name only.
   */
  Optional<String> renamedTo(Member gone, JavaMembers later) {
    List<Member> alike =
        later.members.stream()
            .filter(member -> member.type().equals(gone.type()) && like(member, gone))
            .filter(member -> named(member.type(), member.name()).isEmpty())
            .toList();
    long alsoGone =
        members.stream()
            .filter(member -> member.type().equals(gone.type()) && like(member, gone))
            .filter(member -> later.named(member.type(), member.name()).isEmpty())
            .count();
    return alike.size() == 1 && alsoGone == 1 ? Optional.of(alike.get(0).name()) : Optional.empty();
  }

  private static boolean like(Member one, Member other) {
    return one.node().getClass().equals(other.node().getClass())
        && one.signature().equals(other.signature())
        && result(one).equals(result(other));
  }

  private static String result(Member member) {
    if (member.node() instanceof MethodDeclaration method) {
      return method.getTypeAsString();
    }
    return member.node() instanceof FieldDeclaration field ? field.getElementType().asString() : "";
  }

  /** Names of the types that a comment is in or about, the innermost first. */
  static List<String> scopes(Comment comment) {
    List<String> names = new ArrayList<>();
    Optional<Node> node =
        comment.getCommentedNode().isPresent()
            ? comment.getCommentedNode()
            : comment.getParentNode();
    while (node.isPresent()) {
      if (node.get() instanceof TypeDeclaration<?> type) {
        String name = type.getNameAsString();
        names.replaceAll(inner -> name + "." + inner);
        names.add(name);
      }
      node = node.get().getParentNode();
    }
    return names;
  }
}
