package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How sandboxes come to the files of a base: setting {@code worker.sandbox.files}. */
public enum FileSharing {
  /** An overlay, else copies that share blocks, else a checkout each: the first that works. */
  AUTO,
  /** An overlay over one checkout of the base, by Linux's overlayfs. */
  OVERLAY,
  /** A copy of one checkout of the base that shares its blocks, by {@code cp --reflink}. */
  REFLINK,
  /** A checkout each, as git makes it. */
  COPY;

  private static final Logger log = LoggerFactory.getLogger(FileSharing.class);

  /** What a person sets. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the way that works in a folder.
   *
   * @param folder where sandboxes will be; made when needed
   * @param mountsAreSeen whether commands can see what this process mounts; else there are no
   *     overlays
   * @return the way; empty for a checkout each
   * @throws IllegalStateException if the way that was asked for does not work there
   */
  Optional<SandboxFiles> probe(Path folder, boolean mountsAreSeen) throws IOException {
    if (this == COPY) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    Path real = folder.toRealPath();
    String problem = "";
    if (!mountsAreSeen) {
      problem = "a container engine does not see the worker's mounts";
    } else if (this != REFLINK) {
      try {
        return found(OverlayFiles.probe(real));
      } catch (IOException e) {
        problem = e.getMessage();
      }
    }
    if (this != OVERLAY) {
      try {
        return found(ReflinkFiles.probe(real));
      } catch (IOException e) {
        problem = problem.isEmpty() ? e.getMessage() : problem + "; " + e.getMessage();
      }
    }
    if (this != AUTO) {
      throw new IllegalStateException(
          "worker.sandbox.files is '%s', which does not work in %s: %s. Set it to auto, or see docs/operations.md for what it needs"
              .formatted(word(), folder, problem));
    }
    log.info("Each sandbox has a whole checkout of its own, for {}", problem);
    return Optional.empty();
  }

  private static Optional<SandboxFiles> found(SandboxFiles files) {
    log.info("Sandboxes share one checkout of a base by {}", files.describe());
    return Optional.of(files);
  }
}
