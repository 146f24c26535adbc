package dev.winnow.worker.consumer;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A service of a repository.
 *
 * @param repository {@code <owner>/<name>}
 * @param name of the service
 * @param folder path of what it owns, without slashes at its ends; empty for the whole repository
 * @param provided contract files that are its own
 */
public record Service(String repository, String name, String folder, SortedSet<String> provided) {
  public Service {
    provided = Collections.unmodifiableSortedSet(new TreeSet<>(provided));
  }

  public static Service of(
      String repository, String name, String folder, Collection<String> provided) {
    return new Service(repository, name, folder, new TreeSet<>(provided));
  }

  /** Whether a file of the repository is in its folder. */
  boolean owns(String file) {
    return folder.isEmpty() || file.startsWith(folder + "/");
  }
}
