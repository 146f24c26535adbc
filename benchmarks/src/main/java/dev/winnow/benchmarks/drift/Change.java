package dev.winnow.benchmarks.drift;

import java.util.List;

/**
 * One file of a commit.
 *
 * @param path where it is
 * @param before id of the content that was there; empty if there was none
 * @param after id of the content that is there now; empty if there is none
 */
record Change(String path, String before, String after) {
  boolean isRemoval() {
    return after.isEmpty();
  }

  boolean isAddition() {
    return before.isEmpty();
  }

  /**
   * A commit and how it differs from its first parent.
   *
   * @param parent empty for the first one
   */
  record Commit(String id, String parent, List<Change> changes) {}
}
