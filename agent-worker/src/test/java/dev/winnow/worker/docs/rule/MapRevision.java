package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.References;
import dev.winnow.worker.tree.MapTree;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A commit in memory. Of Markdown it knows fences, and code spans whose sentence is their line: as
 * much as the tests of rules need.
 */
record MapRevision(Tree tree) implements Revision {
  /** A commit of files, given as path and content in turns. */
  static MapRevision of(String... files) {
    Map<String, String> contents = new TreeMap<>();
    for (int i = 0; i < files.length; i += 2) {
      contents.put(files[i], files[i + 1]);
    }
    return new MapRevision(new MapTree(contents));
  }

  @Override
  public SortedSet<String> documents() {
    SortedSet<String> documents = new TreeSet<>(tree.paths());
    documents.removeIf(path -> !path.endsWith(".md"));
    return documents;
  }

  @Override
  public Optional<Document> document(String path) {
    return tree.text(path).map(text -> new Document(path, spans(text), Set.of()));
  }

  @Override
  public List<Reference> references(String path) {
    return document(path).map(References::of).orElse(List.of());
  }

  @Override
  public List<String> changedFrom(Revision other) {
    return tree.paths().stream()
        .filter(path -> !tree.blob(path).equals(other.tree().blob(path)))
        .toList();
  }

  @Override
  public boolean says(Revision other, DocLine line) {
    return other
        .tree()
        .text(line.file())
        .flatMap(text -> text.lines().skip(line.line() - 1L).findFirst())
        .filter(
            text ->
                documents().stream()
                    .anyMatch(path -> tree.text(path).orElse("").lines().anyMatch(text::equals)))
        .isPresent();
  }

  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        int first = i + 1;
        StringBuilder block = new StringBuilder();
        while (++i < lines.size() && !lines.get(i).startsWith("```")) {
          block.append(lines.get(i)).append('\n');
        }
        String sentence = first > 1 ? lines.get(first - 2) : "";
        spans.add(
            new Span(
                Form.BLOCK, block.toString(), first + 1, line.substring(3).strip(), sentence, ""));
        continue;
      }
      String[] parts = line.split("`", -1);
      for (int part = 1; part < parts.length; part += 2) {
        spans.add(new Span(Form.CODE, parts[part], i + 1, "", line, ""));
      }
    }
    return spans;
  }
}
