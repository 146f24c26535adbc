package dev.winnow.producers.lint;

import dev.winnow.producers.git.Git;
import dev.winnow.schemas.spec.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads which references a repository has, or says why it cannot be read. */
final class RepositoryReader {

  private static final String PEELED = "^{}";

  private final Git git;

  RepositoryReader(Git git) {
    this.git = git;
  }

  /** References, or a problem. */
  sealed interface Reading {
    record References(Map<String, String> commits) implements Reading {}

    record Failed(Problem problem) implements Reading {}
  }

  /**
   * Reads the references of a repository, tags peeled to their commits.
   *
   * @param field the spec's field that names it
   * @param url an absolute path or URL
   * @param creation the command that would make a repository there
   */
  Reading read(String field, String url, String creation) {
    if (url.startsWith("/")) {
      Path folder = Path.of(url);
      if (!Files.exists(folder)) {
        return failed(
            field,
            "is " + url + ", which does not exist",
            "correct the path, or make it: " + creation);
      }
      if (!Files.isDirectory(folder)) {
        return failed(
            field, "is " + url + ", which is no folder", "give the folder of a repository");
      }
      if (!git.run(folder, true, "rev-parse", "--git-dir").succeeded()) {
        return failed(field, "is " + url + ", which is no git repository", creation);
      }
    }
    Git.Result listed = git.run(Path.of("").toAbsolutePath(), false, "ls-remote", "--", url);
    if (!listed.succeeded()) {
      return failed(
          field,
          "cannot be read: " + listed.reason(),
          "check the address and your rights with: git ls-remote " + url);
    }
    Map<String, String> commits = new LinkedHashMap<>();
    listed
        .output()
        .lines()
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2)
        .forEach(
            parts -> {
              // An annotated tag is listed twice; the second line has the commit it stands for.
              boolean peeled = parts[1].endsWith(PEELED);
              String name =
                  peeled ? parts[1].substring(0, parts[1].length() - PEELED.length()) : parts[1];
              commits.put(name, parts[0]);
            });
    return new Reading.References(commits);
  }

  private static Reading failed(String field, String message, String mend) {
    return new Reading.Failed(new Problem(field, message, mend));
  }
}
