package dev.winnow.streams.contest.dedup;

import dev.winnow.schemas.PatchFingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Fingerprints of sets of numbers. */
public final class Prints {
  static final int SAMPLE = 512;

  private Prints() {}

  /** The fingerprint of a set, with a sample of 512 at most. */
  public static PatchFingerprint record(long[] set, long... bands) {
    long[] ascending =
        LongStream.of(set)
            .distinct()
            .map(each -> each ^ Long.MIN_VALUE)
            .sorted()
            .map(each -> each ^ Long.MIN_VALUE)
            .toArray();
    return new PatchFingerprint(
        1,
        ascending.length,
        bytes(Arrays.copyOf(ascending, Math.min(SAMPLE, ascending.length))),
        bytes(bands));
  }

  static Fingerprint of(long[] set, long... bands) {
    return Fingerprint.of(record(set, bands)).orElseThrow();
  }

  static long[] range(long from, long to) {
    return LongStream.range(from, to).toArray();
  }

  static ByteBuffer bytes(long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return bytes;
  }
}
