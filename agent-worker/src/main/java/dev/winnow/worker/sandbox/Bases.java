package dev.winnow.worker.sandbox;

import dev.winnow.worker.git.History;
import dev.winnow.worker.git.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the sandboxes of a base share: its files, checked out once, and its history. Each is made
 * under a lock, in a folder beside, and put in place by one rename, so what is in place is whole. A
 * sandbox notes what it uses, and that stays while its worker lives.
 */
final class Bases {
  private static final String CHECKOUT = "checkout";
  private static final String HISTORY = "history";
  private static final String MADE = "made";
  private static final String USES = "bases";
  private static final String MAKING = ".making";
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path folder;
  private final StripedLocks locks;

  /**
   * @param folder where they are kept; made when needed
   */
  Bases(Path folder) {
    this.folder = folder;
    this.locks = new StripedLocks(folder.resolve("locks"));
  }

  /**
   * The files of a commit, with a repository that has this one commit.
   *
   * @param mirror a bare repository that has the commit
   * @param user the record of the sandbox that uses them, in which this is noted
   * @return a folder in which nobody may change anything
   */
  Path checkout(Path mirror, String commit, Path user) throws IOException {
    return pin(
        mirror,
        commit,
        user,
        CHECKOUT,
        (making, target) -> {
          Workspace workspace = Workspace.create(making.resolve("workspace"), List.of(mirror));
          workspace.checkOut(commit, Files.createDirectory(target));
        });
  }

  /**
   * A bare repository with a commit and what came before it, and nothing else of the mirror's.
   *
   * @param mirror a bare repository that has the commit
   * @param user the record of the sandbox that uses it, in which this is noted
   * @return a folder in which nobody may change anything
   */
  Path history(Path mirror, String commit, Path user) throws IOException {
    return pin(
        mirror,
        commit,
        user,
        HISTORY,
        (making, target) -> History.make(mirror, commit, Files.createDirectory(target)));
  }

  /** Makes a part of what is kept of a base. */
  private interface Maker {
    /**
     * @param making a folder to work in
     * @param target what is to be made, inside it
     */
    void make(Path making, Path target) throws IOException;
  }

  private Path pin(Path mirror, String commit, Path user, String part, Maker maker)
      throws IOException {
    Path base = base(mirror, commit);
    String name = name(base);
    Path made = base.resolve(part);
    try (StripedLocks.Held lock = locks.take(name)) {
      // Noted before it is looked for: who removes what is not used looks here, under the lock.
      Files.writeString(
          user.resolve(USES), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (Files.exists(base) && !isOfThisBoot(base)) {
        remove(base);
      }
      if (!Files.exists(made)) {
        Path making = making(base);
        Folders.remove(making);
        Files.createDirectories(making);
        maker.make(making, making.resolve(part));
        Files.createDirectories(base);
        Files.writeString(base.resolve(MADE), boot());
        Files.move(making.resolve(part), made, StandardCopyOption.ATOMIC_MOVE);
        Folders.remove(making);
      }
      Files.setLastModifiedTime(base.resolve(MADE), FileTime.from(Instant.now()));
      return made;
    }
  }

  /**
   * Removes what no sandbox uses and none has asked for in a while, and what was being made by a
   * process that is gone.
   *
   * @param unused after how long
   * @param records the folder with the records of sandboxes
   * @return how many bases were removed
   */
  int removeUnused(Duration unused, Path records) throws IOException {
    int removed = 0;
    for (Path repository : folders(folder)) {
      for (Path entry : folders(repository)) {
        String entryName = entry.getFileName().toString();
        Path base =
            entryName.endsWith(MAKING)
                ? entry.resolveSibling(entryName.substring(0, entryName.length() - MAKING.length()))
                : entry;
        try (StripedLocks.Held lock = locks.tryTake(name(base)).orElse(null)) {
          if (lock == null) {
            continue; // in the making, or being asked for
          }
          if (!entry.equals(base)) {
            Folders.remove(entry);
          } else if (isUnused(base, unused) && !used(records).contains(name(base))) {
            remove(base);
            removed++;
          }
        }
      }
    }
    return removed;
  }

  /** By way of a rename, so that what is in place is whole even if this is killed in between. */
  private static void remove(Path base) throws IOException {
    Path making = making(base);
    Folders.remove(making);
    Files.move(base, making, StandardCopyOption.ATOMIC_MOVE);
    Folders.remove(making);
  }

  private static boolean isUnused(Path base, Duration unused) throws IOException {
    Path made = base.resolve(MADE);
    return !Files.exists(made)
        || Files.getLastModifiedTime(made).toInstant().plus(unused).isBefore(Instant.now());
  }

  private static Set<String> used(Path records) throws IOException {
    Set<String> used = new HashSet<>();
    for (Path record : folders(records)) {
      Path uses = record.resolve(USES);
      if (Files.exists(uses)) {
        used.addAll(Files.readAllLines(uses));
      }
    }
    return used;
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(folder, entry -> Files.isDirectory(entry))) {
        entries.forEach(found::add);
      }
    }
    return found;
  }

  /**
   * After a power cut a file can be empty that was whole before: what was made then is not used.
   */
  private static boolean isOfThisBoot(Path base) throws IOException {
    Path made = base.resolve(MADE);
    return Files.exists(made) && Files.readString(made).equals(boot());
  }

  private static String boot() throws IOException {
    return Files.exists(BOOT) ? Files.readString(BOOT, StandardCharsets.US_ASCII) : "unknown";
  }

  private Path base(Path mirror, String commit) {
    String name = mirror.getFileName().toString();
    String repository = name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
    return folder.resolve(repository).resolve(commit);
  }

  private String name(Path base) {
    return base.getParent().getFileName() + "/" + base.getFileName();
  }

  private static Path making(Path base) {
    return base.resolveSibling(base.getFileName() + MAKING);
  }
}
