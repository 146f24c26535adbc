package dev.winnow.benchmarks.duplicates;

/** What is done to a patch, and what is to be made of it. */
enum CloneKind {
  REFORMATTED(true),
  COMMENTS_CHANGED(true),
  ONE_RENAMED(true),
  ALL_RENAMED(true),
  NAMES_SWAPPED(true),
  RENAMED_AND_REFORMATTED(true),
  CONSTANT_CHANGED(false),
  CONSTANT_CHANGED_AND_RENAMED(false),
  CALL_CHANGED(false),
  OPERATOR_CHANGED(false),
  VARIABLE_CONFUSED(false),
  STATEMENT_INSERTED(false),
  STATEMENT_REMOVED(false),
  STATEMENTS_REORDERED(false),
  MEMBERS_REORDERED(false);

  private final boolean isSame;

  CloneKind(boolean isSame) {
    this.isSame = isSame;
  }

  /** Whether the clone is the same change, so that it is to be merged. */
  boolean isSame() {
    return isSame;
  }
}
