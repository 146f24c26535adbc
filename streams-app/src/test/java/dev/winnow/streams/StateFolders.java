package dev.winnow.streams;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Folders for the state of topologies under test; each has one of its own, also in two processes.
 * In memory where the system has a file system there: RocksDB waits for the disk whenever it opens
 * a store, which is most of what such a test takes.
 */
public final class StateFolders {
  private static final AtomicInteger FOLDERS = new AtomicInteger();
  private static final Path MEMORY = Path.of("/dev/shm");

  private StateFolders() {}

  /** A folder that nobody else has; the test driver removes what it puts there. */
  public static String next() {
    Path parent = Files.isWritable(MEMORY) ? MEMORY : Path.of("target");
    String name =
        "winnow-test-state-" + ProcessHandle.current().pid() + '-' + FOLDERS.incrementAndGet();
    Path folder = parent.resolve(name);
    // The driver removes the state of its application and leaves the folder.
    folder.toFile().deleteOnExit();
    return folder.toString();
  }
}
