package dev.winnow.benchmarks.dedup;

import dev.winnow.schemas.Standing;

/** Counts what is put out, and drops it. */
final class Board {
  private long outputs;
  private long digest;

  /** A row is one of the best of its group. */
  void enters(Standing row) {
    outputs++;
    digest += Rows.digest(row);
  }

  /** A row is none of the best any more. */
  void leaves(Standing row) {
    outputs++;
    digest -= Rows.digest(row);
  }

  long outputs() {
    return outputs;
  }

  /** The sum of the digests of those that are in. */
  long digest() {
    return digest;
  }
}
