package dev.winnow.worker.patch.renaming;

/** Something that a file declares, and whether its name is only the file's own business. */
final class ChosenName {
  private final String text;
  private boolean isKept;

  /**
   * @param text the name
   * @param isKept whether it stays as it is
   */
  ChosenName(String text, boolean isKept) {
    this.text = text;
    this.isKept = isKept;
  }

  String text() {
    return text;
  }

  boolean isKept() {
    return isKept;
  }

  /** Leaves the name as it is, since not all that has this name is known to be this. */
  void keep() {
    isKept = true;
  }
}
