package dev.winnow.worker.docs.markup;

/** How a document marks what it says. */
public enum Form {
  /** Words set as code inside a sentence. */
  CODE,
  /** Where a link or an image leads, as it is written. */
  LINK,
  /** A block of code. */
  BLOCK
}
