package dev.winnow.worker.will;

import dev.winnow.worker.sandbox.Folders;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wills on disk: for each process a folder with a file for each run, and a file beside it whose
 * lock the process holds for as long as it lives. The kernel frees the lock however the process
 * ends, so whoever gets it knows that the process is gone, of another container too.
 */
public final class Wills implements AutoCloseable {
  /**
   * A will whose process has been gone for longer is not told: once its task is removed another may
   * have its id.
   */
  static final Duration KEPT = Duration.ofDays(1);

  /** What became of a will that was left. */
  public enum End {
    TOLD,
    /** Its process had been gone for too long. */
    EXPIRED,
    /** It could not be read. */
    BROKEN
  }

  private static final Logger log = LoggerFactory.getLogger(Wills.class);
  private static final String LOCK = ".lock";
  private static final String WILL = ".will";
  private static final String MAKING = ".making";
  private static final String BROKEN = ".broken";

  /** A lock of this process must not be tried: to let go of the try would free it. */
  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path own;
  private final Path lockFile;
  private final Map<End, AtomicLong> ends = new EnumMap<>(End.class);
  private FileChannel lock;
  private boolean closed;

  /**
   * @param folder where all processes have theirs; made when it is opened
   */
  public Wills(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    String name = UUID.randomUUID().toString();
    this.own = this.folder.resolve(name);
    this.lockFile = this.folder.resolve(name + LOCK);
    for (End end : End.values()) {
      ends.put(end, new AtomicLong());
    }
  }

  /**
   * Makes the folder of this process; else the first will does.
   *
   * @throws IOException if that cannot be done here
   */
  public synchronized void open() throws IOException {
    if (closed) {
      throw new IOException("the worker has ended");
    }
    if (lock != null && !Files.exists(lockFile)) {
      // Without it nobody would look for wills that are made from now on.
      lock.close();
      lock = null;
    }
    while (lock == null) {
      Files.createDirectories(folder);
      HELD.add(lockFile.getFileName().toString());
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // Somebody may have taken it for left before it was locked, and removed it.
      if (channel.tryLock() != null && Files.exists(lockFile)) {
        lock = channel;
      } else {
        channel.close();
      }
    }
    if (!Files.isDirectory(own)) {
      Files.createDirectory(own);
      force(folder);
    }
  }

  /** Makes a will, or puts another in its place; it is there after a crash of the host too. */
  public void put(String runId, Will will) throws IOException {
    open();
    Path making = own.resolve(runId + MAKING);
    try (FileChannel channel =
        FileChannel.open(
            making,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      will.write(new DataOutputStream(Channels.newOutputStream(channel)));
      channel.force(true);
      Files.move(making, file(runId), StandardCopyOption.ATOMIC_MOVE);
      force(own);
    } catch (IOException e) {
      Files.deleteIfExists(making);
      throw e;
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The run has told by itself, or has cost nothing. */
  public void remove(String runId) {
    try {
      Files.deleteIfExists(file(runId));
    } catch (IOException e) {
      // It is told of again when this process has ended; the same run is booked once.
      log.warn("A will could not be removed: {}", e.toString());
    }
  }

  private Path file(String runId) {
    return own.resolve(runId + WILL);
  }

  /**
   * Does what processes wanted that are gone. What cannot be done now is left for the next time. To
   * be called now and then: it also notes that this process is there, however long its runs take.
   *
   * @param publish writes the record that a will asks for, and returns when it is on the brokers
   * @throws IOException if the folder cannot be read
   */
  public void execute(Consumer<Will> publish) throws IOException {
    beat();
    for (Path file : list(folder, LOCK)) {
      if (!HELD.contains(file.getFileName().toString())) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          if (channel.tryLock() != null) {
            executeAll(file, publish);
          }
        } catch (IOException | OverlappingFileLockException e) {
          log.warn("The wills of {} cannot be read now: {}", file, e.toString());
        }
      }
    }
  }

  private synchronized void beat() throws IOException {
    if (lock != null && !closed && Files.exists(lockFile)) {
      Files.setLastModifiedTime(lockFile, FileTime.from(Instant.now()));
    }
  }

  private void executeAll(Path lockOfOther, Consumer<Will> publish) throws IOException {
    Instant lastThere = Files.getLastModifiedTime(lockOfOther).toInstant();
    String name = lockOfOther.getFileName().toString();
    Path left = folder.resolve(name.substring(0, name.length() - LOCK.length()));
    if (Files.isDirectory(left)) {
      for (Path file : list(left, WILL)) {
        execute(file, lastThere, publish);
      }
      if (!list(left, WILL).isEmpty()) {
        return;
      }
      Folders.remove(left);
    }
    Files.deleteIfExists(lockOfOther);
  }

  private void execute(Path file, Instant lastThere, Consumer<Will> publish) throws IOException {
    Instant tooOld = Instant.now().minus(KEPT);
    if (lastThere.isBefore(tooOld)
        && Files.getLastModifiedTime(file).toInstant().isBefore(tooOld)) {
      log.warn("A will was left longer than {} ago and is removed: {}", KEPT, file);
      add(End.EXPIRED);
    } else {
      try {
        Will will = read(file);
        publish.accept(will);
        log.info("Told of a run whose worker is gone. task={}", will.key());
        add(End.TOLD);
      } catch (EOFException | UTFDataFormatException e) {
        Path aside = folder.resolve(file.getFileName() + BROKEN);
        log.error("{} is no will, and is put aside: {}", aside, e.toString());
        Files.move(file, aside);
        add(End.BROKEN);
      } catch (IOException | KafkaException e) {
        log.warn("A run whose worker is gone is told of later: {}", e.toString());
        return;
      }
    }
    Files.deleteIfExists(file);
  }

  private void add(End end) {
    ends.get(end).incrementAndGet();
  }

  /** How many wills that others had left have come to this end by this process. */
  public long count(End end) {
    return ends.get(end).get();
  }

  private static Will read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return Will.read(in);
    }
  }

  private static List<Path> list(Path folder, String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
        files.forEach(found::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return found;
  }

  /** What is left is told by the next process from now on. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (lock == null) {
      return;
    }
    try (FileChannel free = lock) {
      if (list(own, WILL).isEmpty()) {
        Folders.remove(own);
        Files.deleteIfExists(lockFile);
      }
    } finally {
      HELD.remove(lockFile.getFileName().toString());
    }
  }
}
