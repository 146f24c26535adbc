package dev.winnow.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository with a little history, made by the real git. */
public final class TestRepository {
  private final Path folder;

  /** Makes a repository with a first commit that the base comes after. */
  public TestRepository(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    git("init", "-q", "-b", "main");
    write("secret.txt", "history");
    commit("first");
  }

  public String url() {
    return folder.toString();
  }

  public void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  public void delete(String path) throws IOException {
    Files.delete(folder.resolve(path));
  }

  /** Commits everything and returns the commit's id. */
  public String commit(String message) throws IOException {
    git("add", "-A");
    git(
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@t",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        message);
    return git("rev-parse", "HEAD");
  }

  /** Makes a commit of a few KB that lists millions of files, and returns its id. */
  public String commitBomb() throws IOException {
    String content = git("hash-object", "-w", "secret.txt");
    String entry = "100644 blob " + content;
    for (int level = 0; level < 7; level++) {
      StringBuilder entries = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        entries.append(entry).append('\t').append("n".repeat(200)).append(i).append('\n');
      }
      Path list = Files.writeString(folder.resolve(".git/bomb"), entries);
      entry = "040000 tree " + git("-c", "alias.make=!git mktree < " + list, "make");
    }
    String tree = entry.substring(entry.lastIndexOf(' ') + 1);
    return git(
        "-c", "user.name=t", "-c", "user.email=t@t", "commit-tree", "-p", "HEAD", "-m", "b", tree);
  }

  public String git(String... arguments) throws IOException {
    return git(folder, arguments);
  }

  public static String git(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return output;
  }
}
