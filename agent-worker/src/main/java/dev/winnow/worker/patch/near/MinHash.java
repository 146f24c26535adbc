package dev.winnow.worker.patch.near;

import java.util.Arrays;

/**
 * A MinHash sketch of a set from one permutation: P. Li, A. Owen, C.-H. Zhang, "One permutation
 * hashing", NIPS 2012. The permuted numbers are cut into bins of equal width, and each bin keeps
 * the smallest offset that falls into it. Empty bins are filled by rotation: A. Shrivastava, P. Li,
 * "Densifying one permutation hashing via rotation for fast near neighbor search", ICML 2014: an
 * empty bin takes the value of the next one to the right, round the end, that is not empty, plus C
 * for each bin of the distance. The share of bins in which two sketches are equal then estimates
 * the Jaccard similarity of the sets without bias.
 *
 * <p>Cut into bands of r bins, sets of similarity s agree in at least one of b bands with
 * probability 1 - (1 - s^r)^b (P. Indyk, R. Motwani, STOC 1998).
 */
final class MinHash {
  /** Offsets are of 32 bits, so that C, which must be larger than any of them, has room above. */
  private static final long DISTANCE = 1L << 32;

  private static final long EMPTY = -1;

  private final int bands;
  private final int rows;

  /**
   * @param bands how many bands, b
   * @param rows how many bins a band has, r; b times r must be a power of two
   */
  MinHash(int bands, int rows) {
    if (Integer.bitCount(bands * rows) != 1) {
      throw new IllegalArgumentException(bands + " bands of " + rows + " are no power of two");
    }
    this.bands = bands;
    this.rows = rows;
  }

  /**
   * The hash of each band.
   *
   * @param set numbers in any order, at least one
   */
  long[] bands(long[] set) {
    long[] bins = bins(set);
    long[] hashes = new long[bands];
    for (int band = 0; band < bands; band++) {
      long hash = band;
      for (int row = 0; row < rows; row++) {
        hash = Hashes.append(hash, bins[band * rows + row]);
      }
      hashes[band] = hash;
    }
    return hashes;
  }

  long[] bins(long[] set) {
    int count = bands * rows;
    int bits = Integer.numberOfTrailingZeros(count);
    long[] bins = new long[count];
    Arrays.fill(bins, EMPTY);
    for (long each : set) {
      // A permutation of its own: the numbers that come in are also the keys of the sample.
      long permuted = Hashes.mix(each ^ 0x9e3779b97f4a7c15L);
      int bin = (int) (permuted >>> (Long.SIZE - bits));
      long offset = (permuted << bits) >>> Integer.SIZE;
      bins[bin] = bins[bin] == EMPTY ? offset : Math.min(bins[bin], offset);
    }
    return densified(bins);
  }

  private static long[] densified(long[] bins) {
    long[] full = bins.clone();
    for (int i = 0; i < bins.length; i++) {
      int distance = 0;
      while (bins[(i + distance) % bins.length] == EMPTY) {
        distance++;
      }
      full[i] = bins[(i + distance) % bins.length] + distance * DISTANCE;
    }
    return full;
  }
}
