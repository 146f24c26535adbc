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
import java.util.regex.Pattern;

/**
 * Bare copies of the repositories that orders name, one for each URL, kept between runs. A commit
 * that was asked for once is pinned by a ref of its own and asked for no more.
 */
public final class Mirrors {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final Path folder;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
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
    synchronized (locks.computeIfAbsent(name, n -> new Object())) {
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
      } catch (GitException e) {
        throw e;
      } catch (IOException e) {
        throw new GitException("the mirror of " + url + " cannot be kept: " + e.getMessage(), e);
      }
      pinned.add(name + commit);
    }
    return mirror;
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
    synchronized (locks.computeIfAbsent(name(url), n -> new Object())) {
      if (isAbsentOrEmpty(path)) {
        try {
          Files.createDirectories(path);
        } catch (IOException e) {
          throw new GitException("the results repository " + url + " cannot be made", e);
        }
        Git.isolated(path).run("init", "--quiet", "--bare", "--template=", "--", ".");
      }
    }
  }

  private static void fetch(Path mirror, String url, String commit) throws IOException {
    if (!Files.exists(mirror.resolve("HEAD"))) {
      Files.createDirectories(mirror);
      Git.isolated(mirror).run("init", "--quiet", "--bare", "--template=", "--", ".");
    }
    Git git = Git.remote(mirror);
    String pin = "refs/pins/" + commit;
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
      // Some servers give only what a ref points at.
      git.run("fetch", "--quiet", "--no-write-fetch-head", "--", url, "+refs/*:refs/remote/*");
      git.run("update-ref", pin, commit + "^{commit}");
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
