package dev.winnow.worker.patch.near;

import dev.winnow.schemas.PatchFingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The sketch of what a patch adds. Files are taken in one by one; k-grams do not reach from one
 * into another. What is not text, has a line that nobody has written by hand, or comes after a
 * million tokens is left out.
 *
 * <p>A line is added if the old file does not have it, or has it less often, whatever its place. So
 * lines that were only moved do not count, and a patch takes time in proportion to its size.
 */
public final class NearFingerprint {
  /** Fingerprints of other versions cannot be compared with those of this one. */
  public static final int VERSION = 1;

  /** How many fingerprints a sample has at most. */
  public static final int SAMPLE = 512;

  /** k: what is shorter is noise. Structure alone makes matches of that length common below it. */
  static final int GRAM = 8;

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
  private int tokens;

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
    long[] added = added(SourceTokens.lines(path, before), SourceTokens.lines(path, after));
    if (added.length > MOST_TOKENS - tokens) {
      return;
    }
    tokens += added.length;
    // Which k-grams are picked depends on their hashes, so a sample by the same would be no fair one.
    WINNOWING.fingerprints(added).map(Hashes::mix).forEach(fingerprints::add);
  }

  /** The fingerprint; empty if the patch adds fewer tokens in a row than count. */
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
            tokens,
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

  private static long[] added(List<long[]> before, List<long[]> after) {
    Map<Long, Integer> known = new HashMap<>();
    before.forEach(line -> known.merge(hash(line), 1, Integer::sum));
    LongStream.Builder added = LongStream.builder();
    for (long[] line : after) {
      boolean isKnown = known.merge(hash(line), -1, Integer::sum) >= 0;
      if (!isKnown) {
        Arrays.stream(line).forEach(added::add);
      }
    }
    return added.build().toArray();
  }

  private static long hash(long[] line) {
    long hash = line.length;
    for (long token : line) {
      hash = Hashes.append(hash, token);
    }
    return hash;
  }

  private static ByteBuffer bytes(long[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return bytes;
  }
}
