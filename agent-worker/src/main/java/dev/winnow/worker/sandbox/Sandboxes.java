package dev.winnow.worker.sandbox;

import dev.winnow.worker.process.SandboxProcesses;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sandboxes under one folder, and removes those that a worker left when it died. */
public final class Sandboxes {
  private static final Logger log = LoggerFactory.getLogger(Sandboxes.class);

  private final Path sandboxes;
  private final Path workspaces;

  /**
   * @param folder the worker's folder; may be shared by worker processes of one host
   */
  public Sandboxes(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    this.sandboxes = absolute.resolve("sandboxes");
    this.workspaces = absolute.resolve("workspaces");
  }

  /**
   * Makes a sandbox with an empty checkout.
   *
   * @param orderId the order that it is for
   */
  public Sandbox create(String orderId) throws IOException {
    String name = UUID.randomUUID().toString().substring(0, 18);
    Files.createDirectories(sandboxes);
    Files.createDirectories(workspaces);
    return Sandbox.create(
        sandboxes.toRealPath().resolve(name), workspaces.toRealPath().resolve(name), orderId);
  }

  /**
   * Removes the sandboxes whose worker process is gone, and kills what still runs in them.
   *
   * @return how many there were
   */
  public int removeAbandoned() throws IOException {
    int removed = 0;
    if (Files.isDirectory(sandboxes)) {
      Path real = sandboxes.toRealPath();
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(real)) {
        for (Path folder : folders) {
          if (!Owner.read(folder).isAlive()) {
            new SandboxProcesses(folder).kill();
            Folders.remove(workspaces.resolve(folder.getFileName()));
            Folders.remove(folder);
            removed++;
          }
        }
      }
    }
    if (removed > 0) {
      log.info("Removed {} sandboxes of workers that are gone", removed);
    }
    return removed;
  }
}
