package dev.winnow.local.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example shop as a git repository, with a branch for each of its pull requests. */
public final class ShopRepository {
  private static final Path EXAMPLE = Path.of("..", "examples", "shop");
  private static final Map<String, String> IDENTITY =
      Map.of(
          "GIT_AUTHOR_NAME", "Shop",
          "GIT_AUTHOR_EMAIL", "shop@winnow.invalid",
          "GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z",
          "GIT_COMMITTER_NAME", "Shop",
          "GIT_COMMITTER_EMAIL", "shop@winnow.invalid",
          "GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null");

  private final Path folder;

  private ShopRepository(Path folder) {
    this.folder = folder;
  }

  public static ShopRepository in(Path folder) throws IOException {
    copy(EXAMPLE.resolve("repository"), folder);
    ShopRepository shop = new ShopRepository(folder);
    shop.git("init", "--quiet", "--initial-branch=main");
    shop.git("add", "--all");
    shop.git("commit", "--quiet", "--message=The shop");
    for (String name : pullRequests()) {
      Path patch = EXAMPLE.resolve("pull-requests").resolve(name + ".patch").toAbsolutePath();
      shop.git("checkout", "--quiet", "-b", name, "main");
      shop.git("apply", "--index", patch.toString());
      shop.git("commit", "--quiet", "--message=" + name);
    }
    return shop;
  }

  /** A repository without a commit. */
  static ShopRepository empty(Path folder) {
    ShopRepository repository = new ShopRepository(folder);
    repository.git("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  /** Names of the pull requests, which are the branches too. */
  static List<String> pullRequests() throws IOException {
    try (Stream<Path> patches = Files.list(EXAMPLE.resolve("pull-requests"))) {
      return patches
          .map(patch -> patch.getFileName().toString().replace(".patch", ""))
          .sorted()
          .toList();
    }
  }

  /** What {@code winnow check} is expected to print for one of them. */
  static String expected(String name) throws IOException {
    return Files.readString(EXAMPLE.resolve("expected").resolve(name + ".txt"));
  }

  public Path folder() {
    return folder;
  }

  public String commit(String name) {
    return git("rev-parse", name).strip();
  }

  public String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(IDENTITY);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
