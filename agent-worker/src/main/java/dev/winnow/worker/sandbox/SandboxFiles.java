package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** A way to give a sandbox files of its own that others have too, without writing all of them. */
interface SandboxFiles {
  /**
   * Fills a folder: whoever changes files there changes nobody else's.
   *
   * @param source what is in the folder then; nobody may change it while the sandbox lives
   * @param target an empty folder
   * @param layers a folder that does not exist yet, of the same file system, for what the way needs
   */
  void place(Path source, Path target, Path layers) throws IOException;

  /** What is placed this way, in words. */
  String describe();
}
