package dev.winnow.worker.contract.protobuf;

import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The full names that a contract and its imports define, and what a name written somewhere means.
 */
final class Symbols {
  private static final Set<String> SCALARS =
      Set.of(
          "double",
          "float",
          "int32",
          "int64",
          "uint32",
          "uint64",
          "sint32",
          "sint64",
          "fixed32",
          "fixed64",
          "sfixed32",
          "sfixed64",
          "bool",
          "string",
          "bytes");

  private final Map<String, TypeReference.Kind> kinds = new HashMap<>();

  void addAll(ProtoFileElement file) {
    String packageName = packageOf(file);
    addScope(packageName);
    addTypes(packageName, file.getTypes());
  }

  static String packageOf(ProtoFileElement file) {
    return file.getPackageName() == null ? "" : file.getPackageName();
  }

  static String join(String scope, String name) {
    return scope.isEmpty() ? name : scope + "." + name;
  }

  /** A package is a scope of its own, which hides outer ones just as a message does. */
  private void addScope(String packageName) {
    int dot = packageName.indexOf('.');
    while (dot > 0) {
      kinds.putIfAbsent(packageName.substring(0, dot), TypeReference.Kind.UNKNOWN);
      dot = packageName.indexOf('.', dot + 1);
    }
    if (!packageName.isEmpty()) {
      kinds.putIfAbsent(packageName, TypeReference.Kind.UNKNOWN);
    }
  }

  private void addTypes(String scope, List<? extends TypeElement> types) {
    for (TypeElement type : types) {
      String name = join(scope, type.getName());
      if (type instanceof EnumElement) {
        kinds.put(name, TypeReference.Kind.ENUM);
      } else if (type instanceof MessageElement message) {
        kinds.put(name, TypeReference.Kind.MESSAGE);
        addGroups(name, message.getGroups());
        for (OneOfElement oneof : message.getOneOfs()) {
          addGroups(name, oneof.getGroups());
        }
      }
      addTypes(name, type.getNestedTypes());
    }
  }

  private void addGroups(String scope, List<GroupElement> groups) {
    for (GroupElement group : groups) {
      kinds.put(join(scope, group.getName()), TypeReference.Kind.GROUP);
    }
  }

  /** The type of a field in a scope. */
  TypeReference resolveField(String scope, FieldElement field) {
    String type = field.getType();
    if (type.startsWith("map<") && type.endsWith(">")) {
      int comma = type.indexOf(',');
      if (comma > 0) {
        TypeReference value = resolve(scope, type.substring(comma + 1, type.length() - 1).strip());
        return new TypeReference(
            value.name(), value.kind(), type.substring("map<".length(), comma).strip());
      }
    }
    return resolve(scope, type);
  }

  /** What a name means in a scope: the innermost scope that knows its first part decides. */
  TypeReference resolve(String scope, String written) {
    if (SCALARS.contains(written)) {
      return new TypeReference(written, TypeReference.Kind.SCALAR, "");
    }
    if (written.startsWith(".")) {
      return reference(written.substring(1));
    }
    int dot = written.indexOf('.');
    String first = dot < 0 ? written : written.substring(0, dot);
    String at = scope;
    while (true) {
      // A type that is not a scope cannot hide one of that name further out.
      if (kinds.containsKey(join(at, first))
          && (dot < 0 ? isType(join(at, first)) : kinds.containsKey(join(at, written)))) {
        return reference(join(at, written));
      }
      if (at.isEmpty()) {
        return reference(written);
      }
      at = at.substring(0, Math.max(at.lastIndexOf('.'), 0));
    }
  }

  private boolean isType(String name) {
    return kinds.get(name) != TypeReference.Kind.UNKNOWN;
  }

  private TypeReference reference(String name) {
    return new TypeReference(name, kinds.getOrDefault(name, TypeReference.Kind.UNKNOWN), "");
  }
}
