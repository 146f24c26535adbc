package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Files by Linux's overlayfs: what is shared lies below, read-only, and what a sandbox changes is
 * written into a folder of its own.
 */
final class OverlayFiles implements SandboxFiles {
  /**
   * Nothing of a sandbox needs to survive a power cut, and without {@code volatile} the kernel
   * writes out the whole file system at each unmount. In a user namespace only {@code userxattr} is
   * allowed; elsewhere whole folders of the base can be renamed. Old kernels know only the last.
   */
  private static final List<String> OPTIONS =
      List.of("volatile,redirect_dir=on", "volatile,userxattr", "userxattr", "redirect_dir=on");

  private final String options;

  private OverlayFiles(String options) {
    this.options = options;
  }

  /**
   * Tries to mount an overlay.
   *
   * @param folder where sandboxes will be
   * @throws IOException if that cannot be done here; its message says why
   */
  static OverlayFiles probe(Path folder) throws IOException {
    IOException refused = new IOException("overlayfs is a file system of Linux");
    for (String options : OPTIONS) {
      Path trial = folder.resolve("trial-" + UUID.randomUUID());
      OverlayFiles files = new OverlayFiles(options);
      try {
        files.attempt(trial);
        return files;
      } catch (IOException e) {
        refused = e;
      } finally {
        Folders.remove(trial);
      }
    }
    throw refused;
  }

  private void attempt(Path trial) throws IOException {
    Path source = Files.createDirectories(trial.resolve("source"));
    Files.writeString(source.resolve("file"), "shared");
    Path target = Files.createDirectory(trial.resolve("target"));
    place(source, target, trial.resolve("layers"));
    try {
      Files.delete(target.resolve("file"));
      Files.createDirectory(target.resolve("file"));
      if (!Files.isRegularFile(source.resolve("file"))) {
        throw new IOException("an overlay does not keep what is below it");
      }
    } finally {
      Mounts.remove(target);
    }
  }

  @Override
  public void place(Path source, Path target, Path layers) throws IOException {
    Path upper = Files.createDirectories(layers.resolve("upper"));
    Path work = Files.createDirectory(layers.resolve("work"));
    Mounts.overlay(
        options
            + (",lowerdir=" + escaped(source))
            + (",upperdir=" + escaped(upper))
            + (",workdir=" + escaped(work)),
        target);
  }

  /** In mount options a comma ends an option, and a colon the name of a lower folder. */
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\").replace(",", "\\,").replace(":", "\\:");
  }

  @Override
  public String describe() {
    return "overlays (" + options + ")";
  }
}
