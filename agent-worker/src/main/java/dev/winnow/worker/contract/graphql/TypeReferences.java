package dev.winnow.worker.contract.graphql;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/** What may take the place of what among references to types. */
final class TypeReferences {
  private TypeReferences() {}

  static boolean isNonNull(Type<?> type) {
    return type instanceof NonNullType;
  }

  /** Whether who reads values of the old type can read values of the new one. */
  static boolean isSafeOutput(Type<?> before, Type<?> after) {
    if (before instanceof NonNullType) {
      return after instanceof NonNullType && isSafeOutput(inner(before), inner(after));
    }
    if (after instanceof NonNullType) {
      return isSafeOutput(before, inner(after));
    }
    if (before instanceof ListType) {
      return after instanceof ListType && isSafeOutput(inner(before), inner(after));
    }
    return named(before).equals(named(after)) && after instanceof TypeName;
  }

  /** Whether whatever could be given for the old type can be given for the new one. */
  static boolean isSafeInput(Type<?> before, Type<?> after) {
    if (after instanceof NonNullType) {
      return before instanceof NonNullType && isSafeInput(inner(before), inner(after));
    }
    if (before instanceof NonNullType) {
      return isSafeInput(inner(before), after);
    }
    if (before instanceof ListType) {
      return after instanceof ListType && isSafeInput(inner(before), inner(after));
    }
    return named(before).equals(named(after)) && after instanceof TypeName;
  }

  /** As it is written in a schema. */
  static String print(Type<?> type) {
    if (type instanceof NonNullType) {
      return print(inner(type)) + "!";
    }
    if (type instanceof ListType) {
      return "[" + print(inner(type)) + "]";
    }
    return named(type);
  }

  private static Type<?> inner(Type<?> type) {
    return type instanceof NonNullType nonNull ? nonNull.getType() : ((ListType) type).getType();
  }

  private static String named(Type<?> type) {
    Type<?> at = type;
    while (!(at instanceof TypeName)) {
      at = inner(at);
    }
    return ((TypeName) at).getName();
  }
}
