package dev.winnow.worker.sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Whether there is room on the disk that sandboxes are on. Without it nobody can say whose doing a
 * failure is: a command cannot write, and neither can the worker.
 */
public final class DiskRoom {
  /** Why an order is not run, or its end does not count, when there is none. */
  public static final String NONE = "there is no room on the worker's disk";

  private static final long LEAST_BYTES = 16L << 20;

  private final LongSupplier free;

  /**
   * @param free how many bytes can still be written
   */
  public DiskRoom(LongSupplier free) {
    this.free = free;
  }

  /** On the disk that a folder is on; where that cannot be told there is room. */
  static DiskRoom at(Path folder) {
    File file = folder.toFile();
    return new DiskRoom(() -> file.getTotalSpace() > 0 ? file.getUsableSpace() : Long.MAX_VALUE);
  }

  /** Whether there is. */
  public boolean isThere() {
    return free.getAsLong() >= LEAST_BYTES;
  }
}
