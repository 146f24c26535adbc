package dev.winnow.producers.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real repository in a temporary folder. */
public final class TestRepository {

  private final Path folder;
  private final Git git = new Git(Duration.ofSeconds(30));

  private TestRepository(Path folder) {
    this.folder = folder;
  }

  /** A repository with one commit on the branch main. */
  public static TestRepository create(Path folder) throws IOException {
    Files.createDirectories(folder);
    TestRepository repository = new TestRepository(folder);
    repository.run("init", "--quiet", "--initial-branch=main");
    repository.commit("one.txt", "one");
    return repository;
  }

  /** A repository without commits. */
  public static TestRepository empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    TestRepository repository = new TestRepository(folder);
    repository.run("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  /** Commits a file and returns the commit's id. */
  public String commit(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
    run("add", "--all");
    run("commit", "--quiet", "--message=" + content);
    return run("rev-parse", "HEAD");
  }

  /** Runs git and returns what it printed. */
  public String run(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-c", "user.name=t", "-c", "user.email=t@example.org"));
    all.addAll(List.of("-c", "commit.gpgsign=false"));
    all.addAll(List.of(arguments));
    Git.Result result = git.run(folder, true, all.toArray(String[]::new));
    if (!result.succeeded()) {
      throw new IllegalStateException(String.join(" ", arguments) + ": " + result.error());
    }
    return result.output().strip();
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }
}
