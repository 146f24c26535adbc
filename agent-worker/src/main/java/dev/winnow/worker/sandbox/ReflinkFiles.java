package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Files by copies that share their blocks until one is written to, where the file system has that
 * (Btrfs, XFS, bcachefs): each is a file of its own, so this takes longer than an overlay.
 */
final class ReflinkFiles implements SandboxFiles {
  private ReflinkFiles() {}

  /**
   * Tries to make such a copy.
   *
   * @param folder where sandboxes will be
   * @throws IOException if that cannot be done here; its message says why
   */
  static ReflinkFiles probe(Path folder) throws IOException {
    Path trial = folder.resolve("trial-" + UUID.randomUUID());
    try {
      Path source = Files.createDirectories(trial.resolve("source"));
      Files.writeString(source.resolve("file"), "shared");
      ReflinkFiles files = new ReflinkFiles();
      files.place(source, Files.createDirectory(trial.resolve("target")), trial.resolve("layers"));
      return files;
    } finally {
      Folders.remove(trial);
    }
  }

  @Override
  public void place(Path source, Path target, Path layers) throws IOException {
    Process copy =
        new ProcessBuilder(
                "cp", "--archive", "--reflink=always", "--", source + "/.", target.toString())
            .redirectErrorStream(true)
            .start();
    try {
      copy.getOutputStream().close();
      String said =
          new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (copy.waitFor() != 0) {
        throw new IOException(
            "blocks cannot be shared: " + said.lines().findFirst().orElse("cp failed"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the copy of the base was interrupted", e);
    } finally {
      copy.destroyForcibly();
    }
  }

  @Override
  public String describe() {
    return "copies that share blocks";
  }
}
