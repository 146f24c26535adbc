package dev.winnow.benchmarks.chaos;

import dev.winnow.producers.git.Git;
import dev.winnow.schemas.GitNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The small repository that attempts start from, and the repositories that patches go to. */
final class TaskRepository {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Git git = new Git(LIMIT);
  private final Path folder;
  private final String base;

  /** Makes it, with one commit. */
  TaskRepository(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("tools"));
    Files.createDirectories(folder.resolve("harness"));
    copy("agent.sh", folder.resolve("tools"));
    copy("evaluate.sh", folder.resolve("harness"));
    Files.writeString(folder.resolve("value.txt"), "1\n");
    run(folder, "init", "--quiet", "--initial-branch=main");
    run(folder, "add", "--all");
    run(
        folder,
        "-c",
        "user.name=chaos",
        "-c",
        "user.email=chaos@localhost",
        "commit",
        "--quiet",
        "--message=base");
    base = run(folder, "rev-parse", "HEAD").strip();
  }

  Path folder() {
    return folder;
  }

  /** The commit that attempts start from. */
  String base() {
    return base;
  }

  /** Makes an empty repository for patches. */
  Path results(Path bare) throws IOException {
    Files.createDirectories(bare);
    run(bare, "init", "--quiet", "--bare");
    return bare;
  }

  /** The patches of a task in a repository of results: commits by attempt. */
  Map<String, String> patches(Path bare, String taskId) throws IOException {
    Map<String, String> patches = new TreeMap<>();
    String prefix = GitNames.patchRef(taskId, "");
    for (String line :
        run(bare, "for-each-ref", "--format=%(refname) %(objectname)", prefix).split("\n")) {
      if (!line.isBlank()) {
        String[] words = line.split(" ");
        patches.put(words[0].substring(prefix.length()), words[1]);
      }
    }
    return patches;
  }

  private String run(Path where, String... arguments) throws IOException {
    Git.Result result = git.run(where, false, arguments);
    if (!result.succeeded()) {
      throw new IOException("git " + String.join(" ", arguments) + ": " + result.reason());
    }
    return result.output();
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = TaskRepository.class.getResourceAsStream(resource)) {
      Files.copy(in, to.resolve(resource));
    }
  }
}
