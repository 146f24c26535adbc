package dev.winnow.worker.docs.markup;

/**
 * A line of a document, or of a comment.
 *
 * @param file path in the tree
 * @param line from 1
 */
public record DocLine(String file, int line) implements Comparable<DocLine> {
  @Override
  public int compareTo(DocLine other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }
}
