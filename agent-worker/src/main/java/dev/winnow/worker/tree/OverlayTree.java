package dev.winnow.worker.tree;

import dev.winnow.schemas.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A tree with other texts in some of its files.
 *
 * @param below the tree
 * @param texts texts by path, of files that the tree has
 */
public record OverlayTree(Tree below, Map<String, String> texts) implements Tree {
  public OverlayTree {
    texts = new TreeMap<>(texts);
  }

  @Override
  public SortedSet<String> paths() {
    return below.paths();
  }

  @Override
  public Optional<String> blob(String path) {
    String text = texts.get(path);
    // No id of git's: the file differs from all others, which it does from that below.
    return text == null ? below.blob(path) : Optional.of("overlay:" + Sha256.hex(text));
  }

  @Override
  public long bytes(String path) {
    String text = texts.get(path);
    return text == null ? below.bytes(path) : text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Optional<String> text(String path) {
    String text = texts.get(path);
    return text == null
        ? below.text(path)
        : Optional.of(text).filter(any -> bytes(path) <= LARGEST_BYTES);
  }

  @Override
  public LocalDate day() {
    return below.day();
  }
}
