package dev.winnow.benchmarks.sandboxes;

import dev.winnow.benchmarks.compare.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A git repository of many small files, the same each time, and the commands that look at it. */
final class ManyFiles {
  private static final int FILES_A_FOLDER = 50;
  private static final int LINES = 100;

  private final Path folder;
  private final String commit;

  private ManyFiles(Path folder) throws IOException {
    this.folder = folder;
    Commands.run(folder, "git", "init", "--quiet", "--initial-branch=main");
    // It would go on in the background while the files are counted.
    Commands.run(folder, "git", "config", "gc.auto", "0");
    Commands.run(folder, "git", "config", "maintenance.auto", "false");
    Commands.run(folder, "git", "add", "--all");
    Commands.run(
        folder,
        "git",
        "-c",
        "user.name=benchmark",
        "-c",
        "user.email=benchmark@localhost",
        "commit",
        "--quiet",
        "--message=base");
    this.commit = Commands.run(folder, "git", "rev-parse", "HEAD").strip();
  }

  /** Makes one with so many files, of about 3 kB each. */
  static ManyFiles make(Path folder, int files) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < files; i++) {
      int at = i / FILES_A_FOLDER;
      Path file = folder.resolve("module%d/package%d/File%d.java".formatted(at % 20, at, i));
      Files.createDirectories(file.getParent());
      StringBuilder text = new StringBuilder();
      for (int line = 0; line < LINES; line++) {
        text.append("  int value")
            .append(line)
            .append(" = ")
            .append(random.nextInt())
            .append(";\n");
      }
      Files.writeString(file, text);
    }
    return new ManyFiles(folder);
  }

  Path folder() {
    return folder;
  }

  String commit() {
    return commit;
  }

  /** One of the files, relative to the top. */
  String someFile() {
    return "module0/package0/File0.java";
  }

  void addWorktree(Path target) throws IOException {
    Commands.run(
        folder, "git", "worktree", "add", "--quiet", "--detach", target.toString(), commit);
  }

  void removeWorktree(Path target) throws IOException {
    Commands.run(folder, "git", "worktree", "remove", "--force", target.toString());
  }

  /** What folders take on their own file system, in KiB; what is mounted inside does not count. */
  static long kibibytes(Path... folders) throws IOException {
    long sum = 0;
    for (Path each : folders) {
      sum += Long.parseLong(Commands.run(each, "du", "-skx", ".").split("\\s")[0]);
    }
    return sum;
  }
}
