package dev.winnow.worker.consumer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How strings and comments are written in a language, as far as literal paths need it. */
enum CodeLanguage {
  SCRIPT(true, false, false),
  JVM(true, false, true),
  GO(true, false, true),
  RUST(true, false, true),
  CSHARP(true, false, true),
  SWIFT(true, false, true),
  DART(true, false, false),
  PHP(true, true, false),
  PYTHON(false, true, false),
  RUBY(false, true, false);

  private static final Map<String, CodeLanguage> BY_ENDING =
      Map.ofEntries(
          Map.entry("js", SCRIPT),
          Map.entry("jsx", SCRIPT),
          Map.entry("mjs", SCRIPT),
          Map.entry("cjs", SCRIPT),
          Map.entry("ts", SCRIPT),
          Map.entry("tsx", SCRIPT),
          Map.entry("mts", SCRIPT),
          Map.entry("cts", SCRIPT),
          Map.entry("vue", SCRIPT),
          Map.entry("svelte", SCRIPT),
          Map.entry("java", JVM),
          Map.entry("kt", JVM),
          Map.entry("kts", JVM),
          Map.entry("scala", JVM),
          Map.entry("groovy", JVM),
          Map.entry("go", GO),
          Map.entry("rs", RUST),
          Map.entry("cs", CSHARP),
          Map.entry("swift", SWIFT),
          Map.entry("dart", DART),
          Map.entry("php", PHP),
          Map.entry("py", PYTHON),
          Map.entry("rb", RUBY));

  private final boolean slashComments;
  private final boolean hashComments;
  private final boolean characters;

  CodeLanguage(boolean slashComments, boolean hashComments, boolean characters) {
    this.slashComments = slashComments;
    this.hashComments = hashComments;
    this.characters = characters;
  }

  /** The language of a file by the ending of its name; empty if paths are not looked for in it. */
  static Optional<CodeLanguage> of(String file) {
    String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_ENDING.get(ending));
  }

  /** Whether comments begin with two slashes, or a slash and a star. */
  boolean hasSlashComments() {
    return slashComments;
  }

  /** Whether comments begin with a number sign. */
  boolean hasHashComments() {
    return hashComments;
  }

  /** Whether a single quote begins a character and not a string. */
  boolean hasCharacters() {
    return characters;
  }

  /** Whether strings without a template sign before them can have {@code $name} in them. */
  boolean hasDollarNames() {
    return this == JVM || this == DART || this == PHP;
  }

  /** What joins strings. */
  char plus() {
    return this == PHP ? '.' : '+';
  }
}
