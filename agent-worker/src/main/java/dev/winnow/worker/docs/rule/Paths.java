package dev.winnow.worker.docs.rule;

import dev.winnow.worker.tree.TreePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The files and folders of a tree, found by what documents call them. */
final class Paths {
  /** What a generator of sites makes a page of: a link leaves the ending out. */
  private static final List<String> PAGES =
      List.of(".md", ".mdx", ".markdown", ".rst", ".adoc", ".asciidoc", ".ipynb", ".txt");

  /** What it makes the page of a folder. */
  private static final List<String> FOLDER_PAGES =
      List.of("/README.md", "/index.md", "/_index.md", "/index.rst");

  /** A site generator leaves these out of a link. */
  static final List<String> ENDINGS =
      Stream.of(List.of(""), PAGES, FOLDER_PAGES).flatMap(List::stream).toList();

  private final SortedSet<String> files;
  private final Set<String> folders = new HashSet<>();
  private final Map<String, List<String>> byName = new HashMap<>();

  Paths(SortedSet<String> files) {
    this.files = files;
    for (String file : files) {
      note(file);
      for (int i = file.lastIndexOf('/'); i > 0; i = file.lastIndexOf('/', i - 1)) {
        if (!folders.add(file.substring(0, i))) {
          break;
        }
        note(file.substring(0, i));
      }
    }
  }

  private void note(String path) {
    byName
        .computeIfAbsent(path.substring(path.lastIndexOf('/') + 1), name -> new ArrayList<>())
        .add(path);
  }

  SortedSet<String> all() {
    return files;
  }

  /** What a link in a document leads to, if it is there. */
  Optional<String> linked(String document, String target) {
    List<String> tries = new ArrayList<>();
    resolve(document, target).ifPresent(tries::add);
    if (target.startsWith("/")) {
      // A site's root is often the folder of its documents.
      int slash = document.indexOf('/');
      if (slash > 0) {
        normal(document.substring(0, slash) + target).ifPresent(tries::add);
      }
    }
    return tries.stream().flatMap(path -> at(path, target.endsWith("/")).stream()).findFirst();
  }

  private Optional<String> at(String path, boolean isFolder) {
    if (files.contains(path) || isFolder && folders.contains(path)) {
      return Optional.of(path);
    }
    // A page is meant before the folder of the same name, which holds the pages below it.
    Optional<String> page = with(PAGES, path);
    if (page.isPresent()) {
      return page;
    }
    if (folders.contains(path)) {
      return Optional.of(path);
    }
    if (!path.endsWith(".html")) {
      return Optional.empty();
    }
    String stem = path.substring(0, path.length() - ".html".length());
    return with(PAGES, stem).or(() -> with(FOLDER_PAGES, stem));
  }

  private Optional<String> with(List<String> endings, String stem) {
    return endings.stream().map(ending -> stem + ending).filter(files::contains).findFirst();
  }

  /** What is named in a document, from the root, from its folder, or by the end of its path. */
  Optional<String> named(String document, String name) {
    Optional<String> beside = beside(document, name);
    if (beside.isPresent()) {
      return beside;
    }
    String path = normal(name).orElse("");
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (last.isEmpty() || name.startsWith("/")) {
      return Optional.empty();
    }
    List<String> found =
        byName.getOrDefault(last, List.of()).stream()
            .filter(each -> each.endsWith('/' + path))
            .toList();
    // A name that many files have is none of them.
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** What is named in a document, from the root or from its folder. */
  Optional<String> beside(String document, String name) {
    return normal(name).filter(this::has).or(() -> resolve(document, name).filter(this::has));
  }

  private boolean has(String path) {
    return files.contains(path) || folders.contains(path);
  }

  private static Optional<String> resolve(String document, String target) {
    int slash = document.lastIndexOf('/');
    String folder = slash < 0 ? "" : document.substring(0, slash + 1);
    return normal(target.startsWith("/") ? target : folder + target);
  }

  /** Without dots, from the root; empty for the root and for what leads out of it. */
  private static Optional<String> normal(String path) {
    return TreePaths.normal(path).filter(each -> !each.isEmpty());
  }
}
