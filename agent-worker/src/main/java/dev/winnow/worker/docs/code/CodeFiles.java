package dev.winnow.worker.docs.code;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by their paths which files are code, which are documents, and which are neither. */
public final class CodeFiles {
  private static final Pattern DOCUMENT =
      Pattern.compile("(?:md|markdown|mdown|mdx|adoc|asciidoc|asc|rst|textile|org|rdoc|pod)");

  private static final Pattern PLAIN_DOCUMENT =
      Pattern.compile("(?:readme|install|contributing|usage)(?:\\.txt)?");

  /** Documents about what was, which are right about it. */
  private static final Pattern HISTORY =
      Pattern.compile(
          "(?:.*[-_.])?(?:changelog|changes|change[-_]log|history|news|releases?|release[-_]?notes?"
              + "|whats[-_]?new|upgrad(?:e|ing)|migrat(?:e|ion|ing)|breaking|deprecations?|roadmap"
              + "|authors|contributors|credits|todo|archive)(?:[-_.].*)?");

  private static final Pattern HISTORY_FOLDER =
      Pattern.compile(
          "(?:changelogs?|changes|release[-_]?notes?|releases|news|newsfragments|blogs?|_?posts"
              + "|migrations?|migrating|upgrad(?:e|ing)|whatsnew|adrs?|decisions|rfcs?|proposals"
              + "|archives?|versioned_docs|history|\\.changeset)");

  /** What belongs to somebody else, or is made by a tool. */
  private static final Set<String> FOREIGN_FOLDERS =
      Set.of(
          "node_modules",
          "vendor",
          "vendored",
          "third_party",
          "third-party",
          "dist",
          "build",
          "target",
          "out",
          "bower_components",
          "site-packages",
          "__pycache__",
          ".git",
          "_vendor",
          "deps",
          "external",
          "generated");

  private static final Set<String> ASIDE_FOLDERS =
      Set.of(
          "test",
          "tests",
          "testing",
          "testdata",
          "spec",
          "specs",
          "__tests__",
          "fixtures",
          "e2e",
          "examples",
          "example",
          "samples",
          "sample",
          "demo",
          "demos",
          "benchmarks",
          "benchmark",
          "bench",
          "testsuite",
          "docs",
          "doc");

  private static final Pattern TEST_FILE =
      Pattern.compile("test_.*|.*_test\\.[a-z]+|.*\\.(?:test|spec)\\.[a-z]+|.*_spec\\.rb");

  /** With its capital letter: a contest is none. */
  private static final Pattern TEST_TYPE = Pattern.compile(".*Tests?\\.(?:java|kt|cs)");

  private static final Pattern SCRIPT =
      Pattern.compile(
          ".*\\.(?:json|ya?ml|toml|cfg|ini|sh|bash|bat|cmd|ps1|xml|gradle|kts|mk|properties|nix)"
              + "|makefile|dockerfile.*|justfile|rakefile|procfile|tox\\.ini|\\.travis.*");

  /** Winnow's own files among them: they name what is gone, and that it is no finding. */
  private static final Pattern FOREIGN_FILE =
      Pattern.compile(
          "(?:winnow\\.yaml|.*baseline\\.txt"
              + "|.*\\.min\\.(?:js|css)|.*\\.(?:map|lock|sum|svg|snap|csv|tsv|po|pot|ipynb|pem|crt|patch"
              + "|diff|log|html?|png|jpe?g|gif|ico|pdf|zip|gz|jar|woff2?|ttf|eot|mp4|webp|bin|exe|so"
              + "|dylib|dll|class|pyc|o|a)|package-lock\\.json|pnpm-lock\\.yaml|yarn\\.lock"
              + "|npm-shrinkwrap\\.json|composer\\.lock|gemfile\\.lock|cargo\\.lock|poetry\\.lock"
              + "|go\\.sum|license.*|copying.*|notice.*)");

  private CodeFiles() {}

  /** Whether a file is a document that is about the code as it is. */
  public static boolean isDocument(String path) {
    return isWritten(path) && !isHistory(path) && !isForeign(path);
  }

  /** Whether a file counts as code: what is named in it is there. */
  public static boolean isCode(String path) {
    String name = name(path);
    return !isWritten(path)
        && !isHistory(path)
        && !isForeign(path)
        && !FOREIGN_FILE.matcher(name).matches();
  }

  /**
   * Whether a file is a test or an example: what it declares is seldom what documents are about.
   */
  public static boolean isAside(String path) {
    for (String folder : folders(path)) {
      if (ASIDE_FOLDERS.contains(folder)) {
        return true;
      }
    }
    return TEST_FILE.matcher(name(path)).matches() || TEST_TYPE.matcher(path).matches();
  }

  /** Whether a file calls other programs, or holds settings of them. */
  public static boolean isScript(String path) {
    return SCRIPT.matcher(name(path)).matches();
  }

  private static boolean isWritten(String path) {
    String name = name(path);
    return DOCUMENT.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()
            && name.contains(".")
        || PLAIN_DOCUMENT.matcher(name).matches();
  }

  private static boolean isHistory(String path) {
    String name = name(path);
    int dot = name.indexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    boolean isDocumentLike = isWritten(path) || name.endsWith(".txt") || dot < 0;
    if (isDocumentLike && HISTORY.matcher(stem).matches()) {
      return true;
    }
    if (!isDocumentLike) {
      return false;
    }
    for (String folder : folders(path)) {
      if (HISTORY_FOLDER.matcher(folder).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForeign(String path) {
    for (String folder : folders(path)) {
      if (FOREIGN_FOLDERS.contains(folder)) {
        return true;
      }
    }
    return false;
  }

  private static String[] folders(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? new String[0] : path.substring(0, slash).toLowerCase(Locale.ROOT).split("/");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
