package dev.winnow.worker.docs.drift;

/**
 * What to write in a line of a document.
 *
 * @param written a part of the line; each time that the line has it, it is wrong
 * @param instead what to put there
 */
public record Edit(String written, String instead) {
  public Edit {
    if (written.isEmpty() || written.equals(instead)) {
      throw new IllegalArgumentException("nothing to edit: " + written);
    }
    if ((written + instead).chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new IllegalArgumentException("more than one line: " + written);
    }
  }
}
