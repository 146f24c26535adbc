package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.drift.Revision;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents of other major versions than the tree's, side by side in folders: the code that they
 * are about is on another branch.
 */
final class Editions {
  private static final Pattern FOLDER =
      Pattern.compile(
          "(?:^|/)(?:docs?|documentation|website|site|guides?|manual)/"
              + "(?:(?:v|version-)(\\d{1,3}+)(?:\\.(?:\\d{1,3}+|x)){0,2}+"
              + "|(\\d{1,3}+)(?:\\.(?:\\d{1,3}+|x)){1,2}+)/");

  private static final Pattern MAJOR = Pattern.compile("v?+(\\d{1,3}+)\\.");
  private static final Pattern GO_MODULE =
      Pattern.compile("(?m)^module\\s++\\S*/v(\\d{1,3}+)[ \\t\\r]*+$");

  private final Set<String> majors;

  private Editions(Set<String> majors) {
    this.majors = majors;
  }

  /** What manifests at the root say; nothing if they say no version, or one before the first. */
  static Editions of(Revision head) {
    Set<String> majors = new TreeSet<>();
    for (String path : head.tree().paths()) {
      boolean isAtRoot = path.indexOf('/') < 0;
      if (isAtRoot) {
        head.tree().text(path).flatMap(text -> major(path, text)).ifPresent(majors::add);
      }
    }
    majors.remove("0");
    return new Editions(majors);
  }

  private static Optional<String> major(String path, String text) {
    if (path.equals("go.mod")) {
      Matcher module = GO_MODULE.matcher(text);
      return module.find() ? Optional.of(module.group(1)) : Optional.empty();
    }
    return Manifests.read(path, text)
        .map(manifest -> MAJOR.matcher(manifest.version()))
        .filter(Matcher::lookingAt)
        .map(version -> version.group(1));
  }

  /** Whether a document is in the folder of another major version. */
  boolean isOfAnother(String document) {
    Matcher folder = FOLDER.matcher(document);
    if (majors.isEmpty() || !folder.find()) {
      return false;
    }
    return !majors.contains(folder.group(1) == null ? folder.group(2) : folder.group(1));
  }
}
