package dev.winnow.worker.docs.drift;

import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.tree.Tree;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** One commit with its documents read. Documents are read when they are first asked for. */
public interface Revision {
  /** All its files. */
  Tree tree();

  /** Paths of its documents, and not of changelogs and migration guides. */
  SortedSet<String> documents();

  /** A document, or the comments of a file of code; empty if there is no such file. */
  Optional<Document> document(String path);

  /** What a document refers to; nothing if there is no such file. */
  List<Reference> references(String path);

  /** Files whose content the other revision does not have at the same path, sorted. */
  List<String> changedFrom(Revision other);

  /**
   * Whether one of its documents has a line of another revision's, word for word: then what the
   * line refers to was right while the line was there, if it was right here.
   */
  boolean says(Revision other, DocLine line);
}
