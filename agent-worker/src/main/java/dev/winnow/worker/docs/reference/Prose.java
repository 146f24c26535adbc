package dev.winnow.worker.docs.reference;

import dev.winnow.worker.docs.markup.Span;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what a sentence is about from its words. */
final class Prose {
  /** What is said to be gone, or to have been called otherwise, is rightly not in the code. */
  private static final Pattern HISTORY =
      Pattern.compile(
          "\\b(?:remov(?:e[ds]?|al|ing)|deprecat\\w{1,10}|no longer|renam(?:e[ds]?|ing)"
              + "|replac(?:e[ds]?|ing)|formerly|previously|obsolete|legacy|dropp(?:ed|ing)"
              + "|used to|was called|migrat\\w{1,10}|upgrad\\w{1,10}|breaking|superseded"
              + "|instead of|prior to|before version|old(?:er)? versions?|earlier versions?"
              + "|changelog|release notes|what's new|history|not (?:yet )?(?:implemented|supported)"
              + "|versionchanged|versionadded|unsupported|planned|roadmap|backwards?)\\b");

  /** What readers have or do is in projects of their own. */
  private static final Pattern READERS =
      Pattern.compile("\\b(?:samples?|examples?|for instance|your|you have)\\b|\\be\\.g\\.");

  private static final int LONGEST = 4_000;

  private static final Set<String> COMMON =
      Set.of(
          "true",
          "false",
          "null",
          "none",
          "nil",
          "undefined",
          "self",
          "this",
          "super",
          "main",
          "test",
          "tests",
          "name",
          "value",
          "type",
          "string",
          "number",
          "integer",
          "boolean",
          "bool",
          "int",
          "long",
          "float",
          "double",
          "char",
          "byte",
          "void",
          "object",
          "array",
          "list",
          "map",
          "set",
          "dict",
          "class",
          "function",
          "method",
          "return",
          "import",
          "export",
          "public",
          "private",
          "protected",
          "static",
          "final",
          "const",
          "let",
          "var",
          "new",
          "delete",
          "async",
          "await",
          "yield",
          "if",
          "else",
          "for",
          "while",
          "switch",
          "case",
          "default",
          "break",
          "continue",
          "try",
          "catch",
          "throw",
          "throws",
          "github",
          "javascript",
          "typescript",
          "openapi",
          "postgresql",
          "mysql",
          "sqlite",
          "mongodb",
          "macos",
          "ios",
          "linux",
          "windows",
          "npm",
          "yarn",
          "pip",
          "git",
          "docker",
          "http",
          "https",
          "json",
          "yaml",
          "toml",
          "xml",
          "html",
          "css",
          "sql",
          "foo",
          "bar",
          "baz",
          "qux",
          "example",
          "localhost",
          "stackoverflow",
          "youtube",
          "graphql",
          "nodejs",
          "fastapi",
          "pytest",
          "junit",
          "readme",
          "license");

  private Prose() {}

  /** Whether the text around a span is about what was, or will be. */
  static boolean isHistory(Span span) {
    return HISTORY.matcher(start(span.sentence())).find()
        || HISTORY.matcher(start(span.headings())).find();
  }

  /** Whether the text around a span is about a project of the reader's, or about any. */
  static boolean isOfReaders(Span span) {
    return READERS.matcher(start(span.sentence())).find();
  }

  /** Whether a word is everybody's, so that its absence tells nothing. */
  static boolean isCommon(String word) {
    return COMMON.contains(word.toLowerCase(Locale.ROOT));
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
  }
}
