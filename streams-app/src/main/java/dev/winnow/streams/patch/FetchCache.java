package dev.winnow.streams.patch;

import dev.winnow.schemas.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Bare repositories of what was fetched, one an address, each in a folder that is named after a
 * digest of it, so that no address becomes a path. When they are larger together than they may be,
 * those that were used least lately are removed. All of it can be deleted at any time that nothing
 * runs.
 */
final class FetchCache {
  private final Path folder;
  private final long mostBytes;
  private final Map<String, ReentrantLock> locks = new HashMap<>();

  FetchCache(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** Works on a repository. */
  interface Work<T> {
    T on(Repository repository) throws IOException, UnreachableException;
  }

  /** Opens the repository of an address, which nobody else has open meanwhile, and works on it. */
  <T> T with(String address, Work<T> work) throws IOException, UnreachableException {
    String name = Sha256.hex(address).substring(0, 32);
    ReentrantLock lock = lock(name);
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("it took too long", e);
    }
    try (Repository repository = open(folder.resolve(name))) {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.now()));
      return work.on(repository);
    } finally {
      lock.unlock();
      evict();
    }
  }

  private synchronized ReentrantLock lock(String name) {
    return locks.computeIfAbsent(name, each -> new ReentrantLock());
  }

  private static Repository open(Path path) throws IOException {
    Repository repository = new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
    if (!Files.exists(path.resolve("HEAD"))) {
      Files.createDirectories(path);
      repository.create(true);
      StoredConfig config = repository.getConfig();
      // Who answers decides nothing about where else is asked.
      config.setString("http", null, "followRedirects", "false");
      config.setBoolean(ConfigConstants.CONFIG_GC_SECTION, null, "autoDetach", false);
      config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
      config.save();
    }
    return repository;
  }

  /** Removes what was used least lately while there is too much, but nothing that is in use. */
  private synchronized void evict() throws IOException {
    List<Path> known = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isDirectory).forEach(known::add);
    }
    Map<Path, FileTime> times = new HashMap<>();
    long bytes = 0;
    Map<Path, Long> sizes = new HashMap<>();
    for (Path path : known) {
      long size = size(path);
      sizes.put(path, size);
      times.put(path, Files.getLastModifiedTime(path));
      bytes += size;
    }
    known.sort(Comparator.comparing(times::get));
    for (Path path : known) {
      if (bytes <= mostBytes) {
        return;
      }
      String name = path.getFileName().toString();
      ReentrantLock lock = lock(name);
      // The newest goes too if it alone is too large: it was read already.
      if (!lock.tryLock()) {
        continue;
      }
      try {
        delete(path);
        bytes -= sizes.get(path);
      } finally {
        lock.unlock();
      }
    }
  }

  private static long size(Path path) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A file that was removed meanwhile takes no room.
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
