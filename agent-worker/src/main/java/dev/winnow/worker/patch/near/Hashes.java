package dev.winnow.worker.patch.near;

/**
 * Hashes of 64 bits. They spread well and resist nobody: a likeness that is forged merges nothing.
 */
final class Hashes {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Hashes() {}

  /** FNV-1a over the characters, mixed. */
  static long of(CharSequence text, int from, int to) {
    long hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The hash of a sequence whose hash so far is given, with one element more. */
  static long append(long hash, long element) {
    return mix(hash * FNV_PRIME + element);
  }

  /**
   * A permutation of the 64-bit numbers in which each bit depends on all: the finaliser of
   * MurmurHash3 with the constants "Mix13" of D. Stafford, as in SplitMix64 (G. L. Steele, D. Lea,
   * C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
   */
  static long mix(long bits) {
    long x = bits;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
