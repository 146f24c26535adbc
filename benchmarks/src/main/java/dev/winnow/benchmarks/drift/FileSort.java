package dev.winnow.benchmarks.drift;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file is for, as far as its path says. */
enum FileSort {
  /** What a name may be declared in. */
  CODE,
  /** Tests and examples: what is left there alone keeps a name, what is only there is none. */
  SIDE_CODE,
  /** Prose for people, that should be so today. */
  DOCUMENT,
  /** What tells of the past, where old names are right. */
  CHRONICLE,
  /** Neither: images, generated pages, locks. */
  OTHER,
  /** Somebody else's. */
  VENDORED;

  private static final Set<String> DOCUMENT_ENDS =
      Set.of("md", "markdown", "mdx", "rst", "adoc", "asciidoc", "asc");
  private static final Set<String> OTHER_ENDS =
      Set.of(
          "png",
          "jpg",
          "jpeg",
          "gif",
          "svg",
          "ico",
          "webp",
          "pdf",
          "po",
          "pot",
          "mo",
          "lock",
          "sum",
          "css",
          "scss",
          "less",
          "map",
          "woff",
          "woff2",
          "ttf",
          "eot",
          "jar",
          "zip",
          "gz",
          "tar",
          "exe",
          "bin",
          "snap",
          "ipynb",
          "bib",
          "csv",
          "tsv",
          "pem",
          "crt",
          "key",
          "log",
          "1",
          "3",
          "5",
          "7",
          "8",
          "keystore",
          "jks",
          "cast",
          "mp4",
          "rdoc",
          "textile",
          "org",
          "pod",
          "creole",
          "wiki",
          "rtf");
  private static final Set<String> PROSE_NAMES =
      Set.of("readme", "contributing", "install", "hacking", "usage", "faq", "todo", "security");
  private static final Set<String> DOCUMENT_FOLDERS =
      Set.of("doc", "docs", "documentation", "website", "site", "man", "_site", "gh-pages");

  /** What documentation is made of beside prose. */
  private static final Set<String> DOCUMENTATION_PARTS =
      Set.of("html", "htm", "yml", "yaml", "txt", "js", "json");

  private static final Set<String> VENDOR_FOLDERS =
      Set.of(
          "vendor",
          "_vendor",
          "vendored",
          "third_party",
          "third-party",
          "thirdparty",
          "node_modules",
          "godeps",
          "bower_components",
          ".git",
          ".yarn");
  private static final Set<String> SIDE_FOLDERS =
      Set.of(
          "test",
          "tests",
          "testing",
          "spec",
          "specs",
          "features",
          "fixtures",
          "testdata",
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos",
          "bench",
          "benches",
          "benchmark",
          "benchmarks",
          "__tests__",
          "it",
          "integration",
          ".github",
          "ci",
          "docs_src");
  private static final List<String> CHRONICLES =
      List.of(
          "change",
          "history",
          "news",
          "release",
          "migrat",
          "upgrad",
          "whatsnew",
          "whats-new",
          "deprecat",
          "breaking",
          "announce",
          "roadmap",
          "authors",
          "contributors",
          "license",
          "copying",
          "backers",
          "sponsors");
  private static final Set<String> CHRONICLE_FOLDERS =
      Set.of(
          "changelog",
          "changelogs",
          "changes",
          "releases",
          "release-notes",
          "blog",
          "_posts",
          "news",
          "migration",
          "migrations",
          "archive",
          "rfcs",
          "adr");

  static FileSort of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    String end = name.indexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.') + 1);
    Set<String> folders = folders(lower);
    if (meets(folders, VENDOR_FOLDERS) || name.contains(".min.") || name.contains("-lock.")) {
      return VENDORED;
    }
    boolean prose = DOCUMENT_ENDS.contains(end) || isPlainProse(name, end, folders);
    if (prose) {
      if (CHRONICLES.stream().anyMatch(name::contains) || meets(folders, CHRONICLE_FOLDERS)) {
        return CHRONICLE;
      }
      // What tests read is input, and says nothing.
      return isSide(folders, name) && !name.startsWith("readme") ? OTHER : DOCUMENT;
    }
    if (OTHER_ENDS.contains(end) || CHRONICLES.stream().anyMatch(name::equals)) {
      return OTHER;
    }
    boolean documentation = meets(folders, DOCUMENT_FOLDERS);
    if ((documentation && DOCUMENTATION_PARTS.contains(end))
        || (end.equals("txt") && !name.startsWith("cmakelists"))) {
      return OTHER;
    }
    return isSide(folders, name) || documentation ? SIDE_CODE : CODE;
  }

  private static boolean isPlainProse(String name, String end, Set<String> folders) {
    String stem = end.isEmpty() ? name : name.substring(0, name.length() - end.length() - 1);
    return (end.isEmpty() && PROSE_NAMES.contains(stem))
        || (end.equals("txt")
            && (PROSE_NAMES.contains(stem) || meets(folders, DOCUMENT_FOLDERS))
            && !stem.contains("requirements"));
  }

  private static boolean isSide(Set<String> folders, String name) {
    return meets(folders, SIDE_FOLDERS)
        || name.contains("_test.")
        || name.contains(".test.")
        || name.contains("_spec.")
        || name.contains(".spec.")
        || name.startsWith("test_")
        || name.endsWith("test.java")
        || name.endsWith("test.kt");
  }

  private static Set<String> folders(String lower) {
    int end = lower.lastIndexOf('/');
    return end < 0 ? Set.of() : new HashSet<>(Arrays.asList(lower.substring(0, end).split("/")));
  }

  private static boolean meets(Set<String> some, Set<String> others) {
    return some.stream().anyMatch(others::contains);
  }
}
