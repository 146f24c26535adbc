package dev.winnow.worker.docs;

import dev.winnow.worker.docs.code.CodeFiles;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Markup;
import dev.winnow.worker.docs.markup.Markups;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.References;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The revision of a tree. */
final class TreeRevision implements Revision {
  private final Tree tree;
  private final SortedSet<String> documents = new TreeSet<>();
  private final Map<String, List<Reference>> references = new HashMap<>();
  private Set<String> said;
  private Revision asked;
  private final Map<String, List<String>> linesOfAsked = new HashMap<>();
  private final Map<String, Optional<Document>> read = new HashMap<>();

  TreeRevision(Tree tree) {
    this.tree = tree;
    tree.paths().stream().filter(CodeFiles::isDocument).forEach(documents::add);
  }

  @Override
  public Tree tree() {
    return tree;
  }

  @Override
  public SortedSet<String> documents() {
    return documents;
  }

  @Override
  public Optional<Document> document(String path) {
    return read.computeIfAbsent(path, this::parse);
  }

  @Override
  public List<Reference> references(String path) {
    return references.computeIfAbsent(
        path, file -> document(file).map(References::of).orElse(List.of()));
  }

  private Optional<Document> parse(String path) {
    Optional<Markup> markup = documents.contains(path) ? Markups.of(path) : Markups.ofCode(path);
    return markup.flatMap(reader -> tree.text(path).map(text -> reader.read(path, text)));
  }

  @Override
  public List<String> changedFrom(Revision other) {
    List<String> changed = new ArrayList<>();
    for (String path : tree.paths()) {
      if (!tree.blob(path).equals(other.tree().blob(path))) {
        changed.add(path);
      }
    }
    return changed;
  }

  @Override
  public boolean says(Revision other, DocLine line) {
    if (said == null) {
      said = new HashSet<>();
      for (String document : documents) {
        tree.text(document).ifPresent(text -> text.lines().map(String::strip).forEach(said::add));
      }
    }
    if (asked != other) {
      asked = other;
      linesOfAsked.clear();
    }
    List<String> lines =
        linesOfAsked.computeIfAbsent(
            line.file(), file -> other.tree().text(file).orElse("").lines().toList());
    return line.line() <= lines.size() && said.contains(lines.get(line.line() - 1).strip());
  }
}
