package dev.winnow.worker.patch.renaming;

import java.util.Set;

/** Languages of blocks whose local names are told by patterns of tokens. */
public enum Dialect {
  CSHARP(
      Set.of("nameof", "dynamic", "from"),
      Set.of("class", "struct", "interface", "enum", "record", "namespace"),
      Set.of(
          "this", "base", "true", "false", "null", "default", "new", "typeof", "value", "field",
          "await", "in", "is", "as", "return")),
  RUST(
      Set.of("macro_rules", "asm", "global_asm"),
      Set.of("struct", "enum", "union", "trait", "impl", "mod", "extern"),
      Set.of(
          "self", "true", "false", "mut", "ref", "box", "move", "const", "static", "async",
          "unsafe", "_"));

  private final Set<String> unreadable;
  private final Set<String> types;
  private final Set<String> reserved;

  Dialect(Set<String> unreadable, Set<String> types, Set<String> reserved) {
    this.unreadable = unreadable;
    this.types = types;
    this.reserved = reserved;
  }

  /** Words that give names a meaning which no pattern sees: a file with one stays as it is. */
  Set<String> unreadable() {
    return unreadable;
  }

  /** Words before a block that has members and no statements. */
  Set<String> types() {
    return types;
  }

  /** Whether a word can be the name of a variable. */
  boolean isName(String word) {
    return isWord(word)
        && !reserved.contains(word)
        && !unreadable.contains(word)
        && !word.equals("_");
  }

  /** Whether a token is a word and nothing else. */
  static boolean isWord(String token) {
    return Character.isUnicodeIdentifierStart(token.charAt(0))
            && token.chars().allMatch(Character::isUnicodeIdentifierPart)
        || token.charAt(0) == '_' && token.chars().allMatch(Character::isUnicodeIdentifierPart);
  }
}
