package dev.winnow.streams.contest.dedup;

/**
 * A Jaccard similarity as a fraction, so that two of them are compared exactly.
 *
 * @param shared how many of the elements looked at are in both sets
 * @param all how many are in at least one, more than 0
 */
record Similarity(int shared, int all) implements Comparable<Similarity> {
  Similarity {
    if (shared < 0 || all < 1 || shared > all) {
      throw new IllegalArgumentException(shared + " of " + all);
    }
  }

  double value() {
    return (double) shared / all;
  }

  @Override
  public int compareTo(Similarity other) {
    return Long.compare((long) shared * other.all, (long) other.shared * all);
  }
}
