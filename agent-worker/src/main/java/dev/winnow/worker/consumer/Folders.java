package dev.winnow.worker.consumer;

import java.util.Locale;
import java.util.Set;

/** What the folders and names of files tell of them. */
final class Folders {
  private static final Set<String> FOREIGN =
      Set.of("node_modules", "bower_components", ".git", ".yarn", ".venv", "venv", "site-packages");

  private static final Set<String> BUILT =
      Set.of(
          "vendor",
          "third_party",
          "build",
          "dist",
          "target",
          "out",
          "obj",
          ".next",
          ".nuxt",
          ".gradle",
          "coverage",
          "__pycache__");

  private static final Set<String> TESTS =
      Set.of(
          "test",
          "tests",
          "__tests__",
          "spec",
          "specs",
          "e2e",
          "testdata",
          "fixtures",
          "__fixtures__",
          "mocks",
          "__mocks__",
          "testfixtures",
          "integrationtest",
          "cypress",
          "stories",
          "androidtest");

  private Folders() {}

  /** Whether a file is of somebody else's package. */
  static boolean isForeign(String file) {
    return hasFolder(file, FOREIGN);
  }

  /** Whether a file is not what people of the repository write as code that runs in service. */
  static boolean isNoSource(String file) {
    if (hasFolder(file, FOREIGN) || hasFolder(file, BUILT) || hasFolder(file, TESTS)) {
      return true;
    }
    String name = file.substring(file.lastIndexOf('/') + 1);
    String plain = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    return plain.endsWith(".test")
        || plain.endsWith(".spec")
        || plain.endsWith(".min")
        || plain.endsWith(".stories")
        || plain.endsWith(".d")
        || plain.endsWith("_test")
        || plain.endsWith("_spec")
        || plain.startsWith("test_")
        || plain.endsWith("Test")
        || plain.endsWith("Tests")
        || plain.endsWith("Spec")
        || plain.endsWith("IT");
  }

  private static boolean hasFolder(String file, Set<String> names) {
    int from = 0;
    for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', from)) {
      if (names.contains(file.substring(from, slash).toLowerCase(Locale.ROOT))) {
        return true;
      }
      from = slash + 1;
    }
    return false;
  }
}
