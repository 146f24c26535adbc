package dev.winnow.worker.docs.markup;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How languages write comments and what else could look like them. */
enum Syntax {
  JAVA("java", List.of("//"), "/*", "*/", "\"'", Trait.TRIPLE, Trait.CHARACTERS),
  KOTLIN(
      "kt kts scala sc swift",
      List.of("//"),
      "/*",
      "*/",
      "\"'",
      Trait.TRIPLE,
      Trait.CHARACTERS,
      Trait.NESTS),
  C(
      "c h cc cpp cxx hpp hh hxx m mm cu ino proto thrift",
      List.of("//"),
      "/*",
      "*/",
      "\"'",
      Trait.CHARACTERS,
      Trait.RAW_C),
  CSHARP("cs", List.of("//"), "/*", "*/", "\"'", Trait.TRIPLE, Trait.CHARACTERS, Trait.VERBATIM),
  GO("go", List.of("//"), "/*", "*/", "\"'`", Trait.CHARACTERS),
  RUST(
      "rs",
      List.of("//"),
      "/*",
      "*/",
      "\"'",
      Trait.CHARACTERS,
      Trait.NESTS,
      Trait.RAW_RUST,
      Trait.MULTILINE),
  JAVASCRIPT(
      "js jsx mjs cjs ts tsx mts cts vue svelte",
      List.of("//"),
      "/*",
      "*/",
      "\"'`",
      Trait.EXPRESSIONS),
  GROOVY("groovy gradle dart", List.of("//"), "/*", "*/", "\"'", Trait.TRIPLE),
  PHP("php", List.of("//", "#"), "/*", "*/", "\"'"),
  PYTHON("py pyi pyx bzl bazel", List.of("#"), "", "", "\"'", Trait.TRIPLE, Trait.DOCSTRINGS),
  TOML("toml", List.of("#"), "", "", "\"'", Trait.TRIPLE, Trait.SPACED),
  HASH(
      "rb rake gemspec sh bash zsh ksh fish yaml yml r pl pm ex exs mk cmake graphql gql",
      List.of("#"),
      "",
      "",
      "\"'",
      Trait.SPACED),
  TERRAFORM("tf hcl", List.of("#", "//"), "/*", "*/", "\""),
  SQL("sql", List.of("--"), "/*", "*/", "\"'", Trait.DOUBLED),
  LUA("lua", List.of("--"), "", "", "\"'", Trait.LONG_BRACKETS),
  HASKELL("hs elm purs", List.of("--"), "{-", "-}", "\"'", Trait.CHARACTERS, Trait.NESTS),
  CSS("css", List.of(), "/*", "*/", "\"'"),
  XML("xml xsd html htm", List.of(), "<!--", "-->", "");

  /** What sets a language apart. */
  enum Trait {
    /** Three quotes begin a text that goes over lines. */
    TRIPLE,
    /** A single quote begins a character, or nothing. */
    CHARACTERS,
    /** Block comments nest. */
    NESTS,
    /** A text in plain quotes may go over lines. */
    MULTILINE,
    /** A text that is a statement is documentation. */
    DOCSTRINGS,
    /** A comment begins behind space, and a text does not begin behind a letter. */
    SPACED,
    /** A slash may begin a regular expression. */
    EXPRESSIONS,
    /** {@code R"x(...)x"}. */
    RAW_C,
    /** {@code r#"..."#}. */
    RAW_RUST,
    /** {@code @"..."}, in which a quote is written twice. */
    VERBATIM,
    /** {@code [[...]]}, {@code --[==[...]==]}. */
    LONG_BRACKETS,
    /** There are no escapes: a quote is written twice. */
    DOUBLED
  }

  private static final Map<String, Syntax> BY_EXTENSION = new HashMap<>();

  private static final Map<String, Syntax> BY_NAME =
      Map.of(
          "makefile", HASH,
          "gnumakefile", HASH,
          "dockerfile", HASH,
          "rakefile", HASH,
          "gemfile", HASH,
          "cmakelists.txt", HASH,
          "build", PYTHON,
          "workspace", PYTHON);

  static {
    for (Syntax syntax : values()) {
      for (String extension : syntax.extensions.split(" ")) {
        BY_EXTENSION.put(extension, syntax);
      }
    }
  }

  final List<String> lineMarks;
  final String blockStart;
  final String blockEnd;
  final String quotes;
  private final String extensions;
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

  Syntax(
      String extensions,
      List<String> lineMarks,
      String blockStart,
      String blockEnd,
      String quotes,
      Trait... traits) {
    this.extensions = extensions;
    this.lineMarks = lineMarks;
    this.blockStart = blockStart;
    this.blockEnd = blockEnd;
    this.quotes = quotes;
    this.traits.addAll(List.of(traits));
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** The syntax of a file of code; empty if it is of a language that is not known. */
  static Optional<Syntax> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    Syntax byName = BY_NAME.get(name);
    return byName != null
        ? Optional.of(byName)
        : Optional.ofNullable(BY_EXTENSION.get(name.substring(name.lastIndexOf('.') + 1)));
  }
}
