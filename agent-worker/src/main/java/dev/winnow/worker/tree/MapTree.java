package dev.winnow.worker.tree;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A tree in memory. A content is its own id.
 *
 * @param files contents by path
 * @param day on which it was made
 */
public record MapTree(Map<String, String> files, LocalDate day) implements Tree {
  public MapTree {
    files = new TreeMap<>(files);
  }

  /** A tree of which it is not known when it was made. */
  public MapTree(Map<String, String> files) {
    this(files, LocalDate.EPOCH);
  }

  @Override
  public SortedSet<String> paths() {
    return new TreeSet<>(files.keySet());
  }

  @Override
  public Optional<String> blob(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public long bytes(String path) {
    return files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(files.get(path)).filter(text -> bytes(path) <= LARGEST_BYTES);
  }
}
