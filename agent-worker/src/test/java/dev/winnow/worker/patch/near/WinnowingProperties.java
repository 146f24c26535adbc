package dev.winnow.worker.patch.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WinnowingProperties {
  @Property
  void shouldCatchAMatchOfAWindow(
      @ForAll("tokens") long[] shared,
      @ForAll("tokens") long[] before,
      @ForAll("tokens") long[] after,
      @ForAll("tokens") long[] otherBefore,
      @ForAll("tokens") long[] otherAfter,
      @ForAll @IntRange(min = 1, max = 6) int gram,
      @ForAll @IntRange(min = 1, max = 6) int window) {
    Winnowing winnowing = new Winnowing(gram, window);
    long[] match = Arrays.copyOf(shared, window + gram - 1);

    long[] one = winnowing.fingerprints(joined(before, match, after)).toArray();
    long[] other = winnowing.fingerprints(joined(otherBefore, match, otherAfter)).toArray();

    assertThat(LongStream.of(one).anyMatch(print -> contains(other, print))).isTrue();
  }

  @Property
  void shouldPickNoGramThatIsNotThereAndOneAtLeast(
      @ForAll("tokens") long[] tokens, @ForAll @IntRange(min = 1, max = 6) int window) {
    long[] grams = new Winnowing(3, 1).fingerprints(tokens).toArray();
    long[] picked = new Winnowing(3, window).fingerprints(tokens).toArray();

    assertThat(picked).isNotEmpty().hasSizeLessThanOrEqualTo(grams.length);
    assertThat(LongStream.of(picked).allMatch(print -> contains(grams, print))).isTrue();
  }

  @Property
  void shouldSeeNothingWhenTheDocumentIsShorterThanAGram(@ForAll @IntRange(max = 3) int length) {
    assertThat(new Winnowing(4, 4).fingerprints(new long[length]).toArray()).isEmpty();
  }

  /** Few different tokens, so that equal hashes in one window are common. */
  @Provide
  Arbitrary<long[]> tokens() {
    return Arbitraries.longs().between(0, 3).array(long[].class).ofMinSize(11).ofMaxSize(40);
  }

  private static boolean contains(long[] prints, long print) {
    return LongStream.of(prints).anyMatch(each -> each == print);
  }

  private static long[] joined(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(LongStream::of).toArray();
  }
}
