package dev.winnow.worker.patch.renaming;

import com.github.javaparser.ast.type.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a type that the file declares has in it, or one of two that it does not declare. */
final class JavaType {
  /** A type of which nothing is known: it may be any that the file declares. */
  static final JavaType UNKNOWN = new JavaType(true);

  /** A type that the file does not declare. */
  static final JavaType OTHER = new JavaType(false);

  /**
   * A type with its name.
   *
   * @param name its name
   * @param type what it has
   */
  record Named(ChosenName name, JavaType type) {}

  private final boolean mayInherit;
  private final Map<String, JavaVariable> fields = new HashMap<>();
  private final Map<String, ChosenName> methods = new HashMap<>();
  private final Map<String, Optional<Type>> results = new HashMap<>();
  private final Map<String, Named> types = new HashMap<>();

  /**
   * @param mayInherit whether it can have members that are not seen here
   */
  JavaType(boolean mayInherit) {
    this.mayInherit = mayInherit;
  }

  boolean mayInherit() {
    return mayInherit;
  }

  Optional<JavaVariable> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  Optional<ChosenName> method(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  /** What all methods of a name return, if that is the same. */
  Optional<Type> result(String method) {
    return results.getOrDefault(method, Optional.empty());
  }

  Optional<Named> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  void add(JavaVariable field) {
    fields.put(field.name().text(), field);
  }

  void add(Named type) {
    types.put(type.name().text(), type);
  }

  /** Takes a method in; methods of one name have one name, which stays if one of them keeps it. */
  ChosenName add(ChosenName method, Type result) {
    ChosenName name = methods.computeIfAbsent(method.text(), n -> method);
    if (method.isKept()) {
      name.keep();
    }
    results.merge(
        method.text(),
        Optional.of(result),
        (one, other) -> one.equals(other) ? one : Optional.empty());
    return name;
  }
}
