package dev.winnow.local.check;

import dev.winnow.producers.git.Git;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a clone is called. */
final class RepositoryName {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern LAST_TWO = Pattern.compile("([^/:]+)/([^/]+?)(?:\\.git)?/?$");

  private RepositoryName() {}

  /** {@code <owner>/<name>} of its remote {@code origin}; without one, its folder's name. */
  static String of(Path clone) {
    Path folder = clone.toAbsolutePath().normalize();
    Git.Result remote = new Git(TIMEOUT).run(folder, false, "config", "--get", "remote.origin.url");
    if (remote.succeeded()) {
      Matcher parts = LAST_TWO.matcher(remote.output().strip());
      if (parts.find()) {
        return parts.group(1) + "/" + parts.group(2);
      }
    }
    return String.valueOf(folder.getFileName());
  }
}
