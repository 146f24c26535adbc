package dev.winnow.local.check;

import dev.winnow.producers.git.Git;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a clone is called. */
final class RepositoryName {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern LAST_TWO = Pattern.compile("([^/:]+)/([^/]+?)(?:\\.git)?/?$");

  private RepositoryName() {}

  /**
   * {@code <owner>/<name>} of its remote {@code origin}; without one, the name of its topmost
   * folder, whichever of its folders is given.
   */
  static String of(Path clone) {
    Path folder = clone.toAbsolutePath().normalize();
    return git(folder, "config", "--get", "remote.origin.url")
        .map(LAST_TWO::matcher)
        .filter(Matcher::find)
        .map(parts -> parts.group(1) + "/" + parts.group(2))
        .orElseGet(() -> name(top(folder)));
  }

  /**
   * The work tree; without one, git's own folder, which the folder of a work tree may be around.
   *
   * @param folder a folder in it, absolute
   */
  static Path top(Path folder) {
    return git(folder, "rev-parse", "--show-toplevel")
        .map(Path::of)
        .or(
            () ->
                git(folder, "rev-parse", "--absolute-git-dir")
                    .map(Path::of)
                    .map(git -> git.endsWith(".git") ? git.getParent() : git))
        .orElse(folder);
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName()).replaceFirst("\\.git$", "");
  }

  /** Asks also where another user owns the repository: what is asked runs nothing of it. */
  private static Optional<String> git(Path folder, String... question) {
    List<String> arguments = new ArrayList<>(List.of("-c", "safe.directory=*"));
    arguments.addAll(List.of(question));
    Git.Result answer = new Git(TIMEOUT).run(folder, false, arguments.toArray(String[]::new));
    return Optional.of(answer)
        .filter(Git.Result::succeeded)
        .map(a -> a.output().strip())
        .filter(text -> !text.isEmpty());
  }
}
