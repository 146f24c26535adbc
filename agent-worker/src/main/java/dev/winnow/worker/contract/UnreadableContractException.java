package dev.winnow.worker.contract;

/** A contract that cannot be read: what it says is unknown. */
public final class UnreadableContractException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * @param file path in the tree
   * @param line from 1; 0 if it is not known
   * @param message why, one sentence for a person
   */
  public UnreadableContractException(String file, int line, String message) {
    super(message);
    this.file = file;
    this.line = line;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }
}
