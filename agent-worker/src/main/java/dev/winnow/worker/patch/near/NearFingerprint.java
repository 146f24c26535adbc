package dev.winnow.worker.patch.near;

import dev.winnow.schemas.PatchFingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The sketch of what a patch adds: the winnowed fingerprints of each new file that the old file
 * does not have, wherever in it they are. So neither layout nor what was only moved counts, and a
 * patch takes time in proportion to its size. K-grams do not reach from one file into another. A
 * file that has a line that nobody has written by hand, or comes after a million tokens, is left
 * out.
 */
public final class NearFingerprint {
  /** Fingerprints of other versions cannot be compared with those of this one. */
  public static final int VERSION = 1;

  /** How many fingerprints a sample has at most. */
  public static final int SAMPLE = 512;

  /** k: below it, any two large programs have much in common. */
  static final int GRAM = 5;

  /** w: a match of w + k - 1 tokens is always seen. */
  static final int WINDOW = 4;

  /** With 32 bands of 4, patches of similarity 0.7 share one with probability 0.9998. */
  static final int BANDS = 32;

  static final int ROWS = 4;

  /** How many tokens of a patch are looked at. */
  static final int MOST_TOKENS = 1_000_000;

  private static final Winnowing WINNOWING = new Winnowing(GRAM, WINDOW);
  private static final MinHash MIN_HASH = new MinHash(BANDS, ROWS);

  private final LongStream.Builder fingerprints = LongStream.builder();
  private int left = MOST_TOKENS;

  /**
   * Takes a changed file in.
   *
   * @param path tells the language
   * @param before the text before; empty if the file is new
   * @param after the text after
   */
  public void add(String path, String before, String after) {
    if (hasLongLine(after) || hasLongLine(before)) {
      return;
    }
    long[] old = SourceTokens.of(path, before);
    long[] now = SourceTokens.of(path, after);
    left -= old.length + now.length;
    if (left < 0) {
      return;
    }
    long[] known = WINNOWING.fingerprints(old).sorted().toArray();
    WINNOWING
        .fingerprints(now)
        .filter(print -> Arrays.binarySearch(known, print) < 0)
        // Which are picked depends on their hashes: a sample by the same ones would not be fair.
        .map(Hashes::mix)
        .forEach(fingerprints::add);
  }

  /** The fingerprint; empty if the patch adds nothing that is long enough. */
  public Optional<PatchFingerprint> build() {
    long[] set = fingerprints.build().distinct().toArray();
    if (set.length == 0) {
      return Optional.empty();
    }
    long[] ascending =
        LongStream.of(set).map(each -> each ^ Long.MIN_VALUE).sorted().limit(SAMPLE).toArray();
    return Optional.of(
        new PatchFingerprint(
            VERSION,
            set.length,
            bytes(LongStream.of(ascending).map(each -> each ^ Long.MIN_VALUE).toArray()),
            bytes(MIN_HASH.bands(set))));
  }

  private static boolean hasLongLine(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end;
      if (next - start > SourceTokens.LONGEST_LINE) {
        return true;
      }
      start = next + 1;
    }
    return false;
  }

  private static ByteBuffer bytes(long[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return bytes;
  }
}
