package dev.winnow.worker.patch.near;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.LongStream;

/**
 * Picks fingerprints out of a document by winnowing: S. Schleimer, D. S. Wilkerson, A. Aiken,
 * "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003. Of the hashes of all
 * k-grams, the smallest in each window of w is picked, the rightmost of equals. Two documents that
 * have w + k - 1 tokens in a row in common have a fingerprint in common, since they have a whole
 * window in common; what is shorter than k tokens is never seen.
 */
final class Winnowing {
  private final int gramLength;
  private final int windowLength;

  /**
   * @param gramLength k, in tokens
   * @param windowLength w, in k-grams
   */
  Winnowing(int gramLength, int windowLength) {
    this.gramLength = gramLength;
    this.windowLength = windowLength;
  }

  /**
   * The fingerprints of a document, in the order of their places; one that is picked at several
   * places is there as often.
   *
   * @param tokens hashes of its tokens
   * @return none if the document is shorter than k; one if it has fewer k-grams than a window
   */
  LongStream fingerprints(long[] tokens) {
    LongStream.Builder picked = LongStream.builder();
    int grams = tokens.length - gramLength + 1;
    long[] hashes = new long[Math.max(grams, 0)];
    Deque<Integer> ascending = new ArrayDeque<>();
    int last = -1;
    for (int i = 0; i < grams; i++) {
      hashes[i] = gram(tokens, i);
      // What is left of a smaller or equal one is never again the rightmost smallest.
      while (!ascending.isEmpty()
          && Long.compareUnsigned(hashes[ascending.getLast()], hashes[i]) >= 0) {
        ascending.removeLast();
      }
      ascending.addLast(i);
      if (ascending.getFirst() <= i - windowLength) {
        ascending.removeFirst();
      }
      boolean isWindow = i >= windowLength - 1 || i == grams - 1;
      if (isWindow && ascending.getFirst() != last) {
        last = ascending.getFirst();
        picked.add(hashes[last]);
      }
    }
    return picked.build();
  }

  private long gram(long[] tokens, int from) {
    long hash = gramLength;
    for (int i = from; i < from + gramLength; i++) {
      hash = Hashes.append(hash, tokens[i]);
    }
    return hash;
  }
}
