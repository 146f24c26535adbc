package dev.winnow.schemas.spec;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Gives relative repositories and {@code ${SPEC_DIR}} their meaning, which they have only where the
 * spec is a file in a folder.
 */
final class SpecPaths {

  static final String FOLDER_VARIABLE = "${SPEC_DIR}";

  private final Optional<Path> folder;

  private SpecPaths(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Paths of a spec that is a file in this folder. */
  static SpecPaths in(Path folder) {
    return new SpecPaths(Optional.of(folder.toAbsolutePath().normalize()));
  }

  /** Paths of a spec that came without a folder, as over HTTP. */
  static SpecPaths nowhere() {
    return new SpecPaths(Optional.empty());
  }

  /**
   * The absolute form of a repository; URLs and absolute paths stay as they are.
   *
   * @param problems where a relative path without a folder is told
   */
  String repository(String written, Field field, List<Problem> problems) {
    String expanded = text(written, field, problems);
    if (RepositoryUrls.isAbsolute(expanded)) {
      return expanded;
    }
    if (folder.isEmpty()) {
      if (expanded.equals(written)) {
        problems.add(
            new Problem(
                field.toString(),
                "is a relative path, and this spec has no folder to be relative to",
                "give an absolute path or a URL; `winnow submit` takes relative paths"));
      }
      return expanded;
    }
    boolean dotted =
        expanded.equals(".")
            || expanded.equals("..")
            || expanded.startsWith("./")
            || expanded.startsWith("../");
    try {
      Path resolved = folder.get().resolve(expanded).normalize();
      if (dotted || Files.exists(resolved)) {
        return resolved.toString();
      }
      problems.add(
          new Problem(
              field.toString(),
              "is no URL, and there is no " + resolved,
              "give a URL, an absolute path, or a path relative to the spec file such as ./repository"));
    } catch (InvalidPathException bad) {
      problems.add(new Problem(field.toString(), "is no URL and no path", SpecSchema.mend(field)));
    }
    return expanded;
  }

  /** A text with the spec's folder in place of {@code ${SPEC_DIR}}. */
  String text(String written, Field field, List<Problem> problems) {
    if (!written.contains(FOLDER_VARIABLE)) {
      return written;
    }
    if (folder.isEmpty()) {
      problems.add(
          new Problem(
              field.toString(),
              "uses " + FOLDER_VARIABLE + ", and this spec has no folder",
              "give an absolute path; `winnow submit` knows the spec file's folder"));
      return written;
    }
    return written.replace(FOLDER_VARIABLE, folder.get().toString());
  }

  /**
   * An absolute path without empty steps and dots. As text: which characters a path can have
   * depends on the machine, and the worker is another one.
   */
  static String normal(String absolute) {
    Deque<String> steps = new ArrayDeque<>();
    for (String step : absolute.split("/")) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return "/" + String.join("/", steps);
  }

  /**
   * The file or folder below the spec's folder that a whole text names by {@code ${SPEC_DIR}/...};
   * empty if it names none that is there, or the folder itself.
   */
  Optional<Path> below(String written) {
    if (folder.isEmpty() || !written.startsWith(FOLDER_VARIABLE + "/")) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(written.replace(FOLDER_VARIABLE, folder.get().toString())).normalize();
      boolean isInside = path.startsWith(folder.get()) && !path.equals(folder.get());
      return Optional.of(path).filter(found -> isInside && Files.exists(found));
    } catch (InvalidPathException bad) {
      return Optional.empty();
    }
  }
}
