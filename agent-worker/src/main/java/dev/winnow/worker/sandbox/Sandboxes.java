package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sandboxes under one folder, and removes those that a worker left when it died. */
public final class Sandboxes {
  private static final Logger log = LoggerFactory.getLogger(Sandboxes.class);

  /** A record that is not ready has this before its name. */
  private static final String MAKING = ".";

  /** No record takes longer to be made, which is to write one small file. */
  private static final Duration MAKING_TIME = Duration.ofMinutes(1);

  private final Path folder;
  private final Path sandboxes;
  private final Path records;
  private final FileSharing sharing;
  private final boolean mountsAreSeen;
  private final Bases bases;
  private final DiskRoom room;
  private Optional<SandboxFiles> files;

  /**
   * Sandboxes that share files if they can.
   *
   * @param folder the worker's folder; may be shared by worker processes of one host
   */
  public Sandboxes(Path folder) {
    this(folder, FileSharing.AUTO);
  }

  /** Sandboxes whose mounts commands can see. */
  public Sandboxes(Path folder, FileSharing sharing) {
    this(folder, sharing, true);
  }

  /**
   * @param folder the worker's folder; may be shared by worker processes of one host
   * @param sharing how they come to the files of a base
   * @param mountsAreSeen whether commands can see what this process mounts
   */
  public Sandboxes(Path folder, FileSharing sharing, boolean mountsAreSeen) {
    this(folder, sharing, mountsAreSeen, DiskRoom.at(folder));
  }

  /** Sandboxes on a disk of which somebody says whether there is room. */
  public Sandboxes(Path folder, FileSharing sharing, boolean mountsAreSeen, DiskRoom room) {
    this.room = room;
    this.mountsAreSeen = mountsAreSeen;
    this.folder = folder.toAbsolutePath().normalize();
    this.sandboxes = this.folder.resolve("sandboxes");
    this.records = this.folder.resolve("workspaces");
    this.sharing = sharing;
    this.bases = new Bases(this.folder.resolve("bases"));
  }

  /**
   * Finds out how files can be shared in the folder; else the first sandbox does.
   *
   * @throws IllegalStateException if the way that was asked for does not work; the message says why
   * @throws IOException if the folder cannot be used
   */
  public synchronized void probe() throws IOException {
    if (files == null) {
      files = sharing.probe(folder, mountsAreSeen);
    }
  }

  private synchronized Optional<SandboxFiles> files() throws IOException {
    probe();
    return files;
  }

  /**
   * Makes a sandbox with an empty checkout.
   *
   * @param orderId the order that it is for
   */
  public Sandbox create(String orderId) throws IOException {
    Optional<SandboxFiles> shared = files();
    String name = UUID.randomUUID().toString().substring(0, 18);
    Files.createDirectories(sandboxes);
    Files.createDirectories(records);
    Path record = records.toRealPath().resolve(name);
    // Whose it is is known before there is anything to be removed.
    Path making = Files.createDirectory(record.resolveSibling(MAKING + name));
    try {
      Owner.current().write(making, orderId);
      Files.move(making, record, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.remove(making);
      throw e;
    }
    Sandbox sandbox = new Sandbox(sandboxes.toRealPath().resolve(name), record, shared, bases);
    try {
      sandbox.make();
      return sandbox;
    } catch (IOException e) {
      // It is this process's, so nobody else would remove it while this one lives.
      sandbox.close();
      throw e;
    }
  }

  /** Whether there is room on the disk that they are on. */
  public DiskRoom room() {
    return room;
  }

  /**
   * Removes the sandboxes whose worker process is gone, with their mounts, and kills what still
   * runs in them. One process does this at a time; another that is asked meanwhile does nothing.
   *
   * @param leftovers takes away what outlives them, before they are removed
   * @return how many there were
   * @throws IOException if the folder cannot be used
   */
  public int removeAbandoned(Leftovers leftovers) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int removed = 0;
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("janitor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        for (String name : abandoned()) {
          removed += remove(name, leftovers) ? 1 : 0;
        }
      }
    } catch (OverlappingFileLockException e) {
      return 0; // another thread of this process is at it
    }
    if (removed > 0) {
      log.info("Removed {} sandboxes of workers that are gone", removed);
    }
    return removed;
  }

  /**
   * Removes what sandboxes shared, where none that is there uses it and none has asked for it
   * lately.
   *
   * @param unused after how long
   * @return of how many bases
   */
  public int removeUnusedBases(Duration unused) throws IOException {
    return bases.removeUnused(unused, records);
  }

  private Set<String> abandoned() throws IOException {
    Set<String> names = new TreeSet<>();
    // Sandboxes first: one that is made meanwhile has its record by then.
    list(sandboxes, names);
    list(records, names);
    names.removeIf(name -> !name.startsWith(MAKING) && Owner.read(records.resolve(name)).isAlive());
    names.removeIf(name -> name.startsWith(MAKING) && isBeingMade(records.resolve(name)));
    return names;
  }

  /** A record whose owner is known is made for as long as that one lives, any other for a while. */
  private static boolean isBeingMade(Path making) {
    Owner owner = Owner.read(making);
    return owner.isKnown() ? owner.isAlive() : isYoung(making);
  }

  private static void list(Path folder, Set<String> names) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(entry -> names.add(entry.getFileName().toString()));
      }
    }
  }

  private static boolean isYoung(Path making) {
    try {
      Instant made = Files.getLastModifiedTime(making).toInstant();
      return made.plus(MAKING_TIME).isAfter(Instant.now());
    } catch (IOException e) {
      return true; // it is ready by now, under its name
    }
  }

  /** One that cannot be removed does not keep the others; it is tried again the next time. */
  private boolean remove(String name, Leftovers leftovers) throws IOException {
    Path sandbox = real(sandboxes).resolve(name);
    try {
      Sandbox abandoned =
          new Sandbox(sandbox, real(records).resolve(name), Optional.empty(), bases);
      abandoned.kill();
      if (!leftovers.takeAway(abandoned)) {
        return false;
      }
      abandoned.remove();
      return true;
    } catch (IOException e) {
      log.warn("Sandbox {} of a worker that is gone was not removed: {}", sandbox, e.toString());
      return false;
    }
  }

  private static Path real(Path folder) throws IOException {
    return Files.exists(folder) ? folder.toRealPath() : folder;
  }
}
