package dev.winnow.worker.git;

import dev.winnow.schemas.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bare copies of the repositories that orders name, one for each URL, kept between runs. A commit
 * that was asked for once is pinned by a ref of its own and asked for no more. Patches that are
 * judged do not come here: there are as many as attempts, and each is needed for one run ({@link
 * Workspace#fetchPatch}).
 */
public final class Mirrors {
  private static final Logger log = LoggerFactory.getLogger(Mirrors.class);

  /** What is fetched from a server that gives no commit by its id. */
  private static final String BRANCHES = "+refs/heads/*:refs/remote/heads/*";

  /** Beyond this what is known of pins is forgotten: the mirrors know. */
  private static final int MOST_KNOWN = 10_000;

  private final Path folder;
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();
  private final Set<String> pinned = ConcurrentHashMap.newKeySet();

  /**
   * @param folder where the mirrors are kept; made when needed
   */
  public Mirrors(Path folder) {
    this.folder = folder;
  }

  /**
   * Sees to it that a commit, with its history, is in the repository's mirror.
   *
   * @param url URL or absolute path of the repository
   * @param commit the commit, 40 hexadecimal digits
   * @return the mirror: a bare repository that has the commit
   * @throws GitException if the repository cannot be read or has no such commit
   */
  public Path pin(String url, String commit) throws GitException {
    CommitFetch.check(url, commit);
    String name = name(url);
    Path mirror = folder.resolve(name + ".git");
    if (pinned.contains(name + commit)) {
      return mirror;
    }
    Lock inProcess = lock(name);
    try {
      inProcess.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("the wait for the mirror of " + url + " was interrupted", e);
    }
    try {
      Files.createDirectories(folder);
      // Another worker process may share the folder.
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        fetch(mirror, url, commit);
      }
      if (pinned.size() >= MOST_KNOWN) {
        pinned.clear();
      }
      pinned.add(name + commit);
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw new GitException("the mirror of " + url + " cannot be kept: " + e.getMessage(), e);
    } finally {
      inProcess.unlock();
    }
    return mirror;
  }

  /**
   * Makes a repository for results where the URL is a local path at which there is nothing yet.
   *
   * @param url URL or absolute path of the results repository
   */
  public void createIfLocal(String url) throws GitException {
    CommitFetch.checkUrl(url);
    Path path = localPath(url);
    if (path == null) {
      return;
    }
    Lock inProcess = lock(name(url));
    inProcess.lock();
    try {
      if (isAbsentOrEmpty(path)) {
        try {
          Files.createDirectories(path);
        } catch (IOException e) {
          throw new GitException("the results repository " + url + " cannot be made", e);
        }
        Git.isolated(path).run("init", "--quiet", "--bare", "--template=", "--", ".");
      }
    } finally {
      inProcess.unlock();
    }
  }

  private Lock lock(String name) {
    return locks.computeIfAbsent(name, n -> new ReentrantLock());
  }

  private static void fetch(Path mirror, String url, String commit) throws IOException {
    // Again each time, which adds what is missing: a worker may have died in the middle of it.
    Files.createDirectories(mirror);
    StaleLocks.remove(mirror);
    Map<String, String> here = Map.of("GIT_DIR", mirror.toString());
    Git.isolated(mirror).with(here).run("init", "--quiet", "--bare", "--template=");
    Git git = Git.remote(mirror).with(here);
    try {
      git.run("cat-file", "-e", Pins.of(commit) + "^{commit}");
      return;
    } catch (GitException e) {
      // Not pinned yet, or no longer.
    }
    CommitFetch.fetch(git, url, commit, BRANCHES);
    try {
      Pins.removeOldest(git, mirror);
    } catch (IOException e) {
      log.warn("Pins of mirror {} are left to the next fetch: {}", mirror, e.toString());
    }
  }

  private static Path localPath(String url) {
    String path = url.startsWith("file://") ? url.substring("file://".length()) : url;
    return path.startsWith("/") ? Path.of(path) : null;
  }

  private static boolean isAbsentOrEmpty(Path path) throws GitException {
    if (!Files.exists(path)) {
      return true;
    }
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new GitException("the results repository " + path + " cannot be read", e);
    }
  }

  private static String name(String url) {
    String last = url.replaceAll("/+$", "").replaceAll("(\\.git)?$", "").replaceAll(".*[/:]", "");
    String readable = last.replaceAll("[^A-Za-z0-9._-]", "_");
    return (readable.length() > 40 ? readable.substring(0, 40) : readable)
        + "-"
        + Sha256.hex(url).substring(0, 16);
  }
}
