package dev.winnow.worker.docs.markup;

/** Reads one kind of document. */
public interface Markup {
  /**
   * Reads a document. Any text is a document: what is not understood has no spans.
   *
   * @param file path in its tree
   * @param text its content
   */
  Document read(String file, String text);
}
