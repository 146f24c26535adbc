package dev.winnow.worker.git;

import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Bare copies of the repositories that orders name, one for each URL, kept between runs. A commit
 * that was asked for once is pinned by a ref of its own and asked for no more.
 */
public final class Mirrors {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /** What git says when a server does not give a commit that it was asked for by its id. */
  private static final List<String> NOT_GIVEN =
      List.of(
          "not our ref",
          "unadvertised object",
          "not advertised",
          "not allowed",
          "not valid",
          "no such remote ref",
          "couldn't find remote ref");

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
    if (!COMMIT.matcher(commit).matches()) {
      throw new GitException("'" + commit + "' is not a commit id of 40 hexadecimal digits");
    }
    checkUrl(url);
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
   * The same for a patch, which is where results go. A candidate that changes nothing is the base,
   * which need not be there.
   *
   * @param commit the patch, or the base itself
   */
  public Path pinPatch(Repository repository, String commit) throws GitException {
    boolean isBase = commit.equals(repository.getBase());
    return pin(isBase ? repository.getUrl() : repository.getResults(), commit);
  }

  /**
   * Makes a repository for results where the URL is a local path at which there is nothing yet.
   *
   * @param url URL or absolute path of the results repository
   */
  public void createIfLocal(String url) throws GitException {
    checkUrl(url);
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

  /** The ref of a mirror that keeps a commit. */
  static String pin(String commit) {
    return "refs/pins/" + commit;
  }

  private Lock lock(String name) {
    return locks.computeIfAbsent(name, n -> new ReentrantLock());
  }

  private static void fetch(Path mirror, String url, String commit) throws IOException {
    // Again each time, which adds what is missing: a worker may have died in the middle of it.
    Files.createDirectories(mirror);
    Map<String, String> here = Map.of("GIT_DIR", mirror.toString());
    Git.isolated(mirror).with(here).run("init", "--quiet", "--bare", "--template=");
    Git git = Git.remote(mirror).with(here);
    String pin = pin(commit);
    try {
      git.run("cat-file", "-e", pin + "^{commit}");
      return;
    } catch (GitException e) {
      // Not pinned yet.
    }
    try {
      git.run(
          "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", url, commit + ":" + pin);
    } catch (GitException e) {
      if (NOT_GIVEN.stream().noneMatch(e.getMessage()::contains)) {
        throw e;
      }
      fetchBranches(git, url, commit, pin);
    }
  }

  /** For servers that give only what a ref points at, with the history of that. */
  private static void fetchBranches(Git git, String url, String commit, String pin)
      throws GitException {
    GitException failure = new GitException("the commit " + commit + " is no longer there");
    try {
      git.run(
          "fetch",
          "--quiet",
          "--prune",
          "--no-tags",
          "--no-write-fetch-head",
          "--",
          url,
          "+refs/heads/*:refs/remote/heads/*");
    } catch (GitException e) {
      // One ref that cannot be written does not matter if the commit came with the others.
      failure = e;
    }
    try {
      git.run("rev-list", "--quiet", "--objects", commit, "--not", "--all");
      git.run("update-ref", pin, commit + "^{commit}");
    } catch (GitException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static void checkUrl(String url) throws GitException {
    if (url.isBlank() || url.startsWith("-")) {
      throw new GitException("'" + url + "' is not the URL or path of a repository");
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
