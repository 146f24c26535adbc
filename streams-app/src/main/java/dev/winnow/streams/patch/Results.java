package dev.winnow.streams.patch;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Opens repositories that hold a patch and its base: one on this machine as it is, any other by
 * fetching the two commits, without what was before them, into a cache.
 */
final class Results {
  private static final String KEPT = "refs/patches/";

  private final PatchConfig config;
  private final FetchCache cache;

  Results(PatchConfig config) {
    this.config = config;
    this.cache = new FetchCache(config.folder(), config.cacheBytes());
    PlainSystemReader.install();
  }

  /** Takes what a repository says. */
  interface Reader<T> {
    T read(Repository repository) throws IOException;
  }

  /**
   * Hands a repository that has both commits to a reader.
   *
   * @throws UnreachableException if there is none within the deadline, or its protocol is not
   *     allowed
   */
  <T> T with(PatchAddress address, Deadline deadline, Reader<T> reader)
      throws IOException, UnreachableException {
    URIish url = url(address.results());
    String protocol = protocol(url);
    if (!config.protocols().contains(protocol)) {
      throw new UnreachableException(
          "it is read by the protocol '"
              + protocol
              + "', which http.patches.protocols does not allow");
    }
    try {
      if (protocol.equals("file")) {
        try (Repository repository = local(url)) {
          return reader.read(repository);
        }
      }
      return cache.with(
          address.results(),
          repository -> {
            fetch(repository, url, address, deadline);
            return reader.read(repository);
          });
    } catch (MissingObjectException e) {
      throw new UnreachableException("it does not have the patch, or not its base", e);
    }
  }

  private static URIish url(String results) throws UnreachableException {
    try {
      return new URIish(results);
    } catch (URISyntaxException e) {
      throw new UnreachableException("its address is not one that git knows", e);
    }
  }

  /** The protocol by its name; that of {@code host:path} is ssh. */
  private static String protocol(URIish url) {
    if (url.getScheme() != null) {
      return url.getScheme().toLowerCase(java.util.Locale.ROOT);
    }
    return url.getHost() == null ? "file" : "ssh";
  }

  private static Repository local(URIish url) throws IOException, UnreachableException {
    File folder = RepositoryCache.FileKey.resolve(new File(url.getPath()), FS.DETECTED);
    if (folder == null || !folder.isAbsolute()) {
      throw new UnreachableException("there is no git repository at its path on this machine");
    }
    return new FileRepositoryBuilder().setGitDir(folder).setMustExist(true).build();
  }

  private static void fetch(
      Repository repository, URIish url, PatchAddress address, Deadline deadline)
      throws IOException, UnreachableException {
    if (has(repository, address.commit()) && has(repository, address.base())) {
      return;
    }
    // A patch is a commit on its base, so that its parents are what it takes in all but odd cases.
    fetch(repository, url, address.reference(), KEPT + address.commit(), 2, deadline);
    if (!has(repository, address.base())) {
      fetch(repository, url, address.base(), KEPT + address.base(), 1, deadline);
    }
  }

  private static void fetch(
      Repository repository, URIish url, String from, String to, int depth, Deadline deadline)
      throws IOException, UnreachableException {
    try (Transport transport = Transport.open(repository, url)) {
      transport.setTimeout(deadline.secondsLeft());
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setDepth(depth);
      transport.fetch(deadline, List.of(new RefSpec('+' + from + ':' + to)));
    } catch (NotSupportedException | TransportException e) {
      throw new UnreachableException("it does not answer, or does not have the patch", e);
    }
  }

  /** Whether a commit is there; its files are then, since a fetch is whole or nothing. */
  private static boolean has(Repository repository, String commit) throws IOException {
    return repository.getObjectDatabase().has(ObjectId.fromString(commit));
  }
}
