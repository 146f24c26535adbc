package dev.winnow.streams.contest.merging;

import dev.winnow.schemas.MergeTry;

/** What a tournament wants done. */
public sealed interface Move {

  /** Merge a candidate into a commit. */
  record Combine(MergeTry attempt) implements Move {}

  /** Push the first combination to the branch. */
  record Land(MergeTry attempt, String commit) implements Move {}
}
