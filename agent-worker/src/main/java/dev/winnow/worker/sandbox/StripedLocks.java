package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that hold between threads and between processes. A name has one of a fixed number of files,
 * which are never deleted: the lock is the kernel's and goes with its process, so none is stale.
 */
final class StripedLocks {
  private static final int STRIPES = 64;

  private final Path folder;
  private final ReentrantLock[] inProcess = new ReentrantLock[STRIPES];

  /**
   * @param folder for the files; made when needed
   */
  StripedLocks(Path folder) {
    this.folder = folder;
    for (int i = 0; i < STRIPES; i++) {
      inProcess[i] = new ReentrantLock();
    }
  }

  /** A lock that is held; to be released by the thread that took it. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** Waits for a lock. */
  Held take(String name) throws IOException {
    int stripe = stripe(name);
    try {
      inProcess[stripe].lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for " + name + " was interrupted");
    }
    return locked(stripe, true).orElseThrow();
  }

  /** Takes a lock if nobody has it. */
  Optional<Held> tryTake(String name) throws IOException {
    int stripe = stripe(name);
    return inProcess[stripe].tryLock() ? locked(stripe, false) : Optional.empty();
  }

  private Optional<Held> locked(int stripe, boolean isPatient) throws IOException {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(Integer.toString(stripe)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      lock = isPatient ? channel.lock() : channel.tryLock();
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        inProcess[stripe].unlock();
      }
    }
    if (lock == null) {
      return Optional.empty();
    }
    FileChannel held = channel;
    return Optional.of(
        () -> {
          try (held) {
            // Closing it gives the lock back.
          } finally {
            inProcess[stripe].unlock();
          }
        });
  }

  private static int stripe(String name) {
    return Math.floorMod(name.hashCode(), STRIPES);
  }
}
