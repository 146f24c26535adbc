package dev.winnow.worker.environment;

import dev.winnow.worker.process.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The lane of a host in which exclusive samples are taken one after the other. All workers that
 * lock the same file share it, whatever process they are; who dies leaves it, by the kernel's hand.
 */
public final class HostLane {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path file;
  private final Clock clock;
  private final Semaphore own = new Semaphore(1, true);

  /**
   * @param file the file that is locked; made when needed, in a folder that is there
   * @param clock the time that orders expire by
   */
  public HostLane(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The file that workers lock which say nothing else: one for each user of the host. */
  public static Path usual() {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(System.getProperty("java.io.tmpdir"), "winnow-exclusive-" + user + ".lock");
  }

  /**
   * Waits for the lane; within this process those that came first are first.
   *
   * @param cancellation ends the wait
   * @param expiresAt ends it too
   * @return the turn, to be closed; empty if the wait was ended
   * @throws IOException if the file cannot be locked at all; the message says what to mend
   */
  public Optional<Turn> await(Cancellation cancellation, Instant expiresAt) throws IOException {
    boolean isMine = false;
    while (mayWait(cancellation, expiresAt)) {
      isMine = isMine || tryOwn();
      Optional<Turn> turn = isMine ? tryTurn() : Optional.empty();
      if (turn.isPresent()) {
        return turn;
      }
      if (isMine && cancellation.await(PAUSE)) {
        break;
      }
    }
    if (isMine) {
      own.release();
    }
    return Optional.empty();
  }

  private boolean mayWait(Cancellation cancellation, Instant expiresAt) {
    return cancellation.reason().isEmpty()
        && !Thread.currentThread().isInterrupted()
        && clock.instant().isBefore(expiresAt);
  }

  private boolean tryOwn() {
    try {
      return own.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The semaphore is the caller's; it is given back if the file cannot be locked at all. */
  private Optional<Turn> tryTurn() throws IOException {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // another worker of this process has it
    } catch (IOException e) {
      own.release();
      throw new IOException(
          "worker.exclusive.lock: "
              + file
              + " cannot be locked ("
              + e.getMessage()
              + "): name a file that the worker's user may write",
          e);
    } finally {
      if (lock == null && channel != null) {
        channel.close();
      }
    }
    FileChannel held = channel;
    return lock == null ? Optional.empty() : Optional.of(new Turn(held));
  }

  /** A turn in the lane; the next one begins when it is closed. */
  public final class Turn implements AutoCloseable {
    private final FileChannel channel;

    private Turn(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        own.release();
      }
    }
  }
}
