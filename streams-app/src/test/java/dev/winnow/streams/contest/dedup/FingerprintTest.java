package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.PatchFingerprint;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  @Test
  void shouldBeExactWhenBothSetsAreThereInWhole() {
    Fingerprint one = Prints.of(Prints.range(0, 300), 1);
    Fingerprint other = Prints.of(Prints.range(100, 400), 1);

    assertThat(one.similarityTo(other)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.5, 0.7, 0.9, 1})
  void shouldEstimateWithinFiveStandardErrorsWhenSetsAreSampled(double similarity) {
    int union = 20_000;
    int shared = (int) (union * similarity);
    long[] all = new Random(5).longs(union).toArray();
    Fingerprint one = Prints.of(part(all, 0, (union + shared) / 2), 1);
    Fingerprint other = Prints.of(part(all, (union - shared) / 2, union), 1);

    double error = Math.sqrt(similarity * (1 - similarity) / Prints.SAMPLE);
    assertThat(one.similarityTo(other)).isCloseTo(similarity, within(5 * error + 1e-3));
  }

  @Test
  void shouldEstimateWithoutBiasWhenOnlyOneSetIsSampled() {
    Random random = new Random(9);
    double sum = 0;
    int rounds = 200;
    for (int i = 0; i < rounds; i++) {
      long[] all = random.longs(1_500).toArray();
      sum += Prints.of(all, 1).similarityTo(Prints.of(part(all, 0, 500), 1));
    }

    assertThat(sum / rounds).isCloseTo(1 / 3.0, within(0.005));
  }

  @Test
  void shouldCompareUnsigned() {
    Fingerprint one = Prints.of(new long[] {-1, -2, 1, 2}, 1);
    Fingerprint other = Prints.of(new long[] {-2, 2, 3}, 1);

    assertThat(one.similarityTo(other)).isEqualTo(0.4);
  }

  @Test
  void shouldNotCompareWhatWasMadeInAnotherWay() {
    PatchFingerprint newer =
        PatchFingerprint.newBuilder(Prints.record(Prints.range(0, 9), 1)).setVersion(2).build();

    assertThat(Prints.of(Prints.range(0, 9), 1).isComparableTo(Fingerprint.of(newer).orElseThrow()))
        .isFalse();
  }

  @Test
  void shouldReadNoRecordThatNoWorkerWrites() {
    ByteBuffer band = Prints.bytes(1);
    ByteBuffer empty = ByteBuffer.allocate(0);

    assertThat(Fingerprint.of(new PatchFingerprint(1, 2, Prints.bytes(2, 1), band))).isEmpty();
    assertThat(Fingerprint.of(new PatchFingerprint(1, 2, Prints.bytes(1, 1), band))).isEmpty();
    assertThat(Fingerprint.of(new PatchFingerprint(1, 1, ByteBuffer.allocate(7), band))).isEmpty();
    assertThat(Fingerprint.of(new PatchFingerprint(1, 0, empty, band))).isEmpty();
    assertThat(Fingerprint.of(new PatchFingerprint(1, 1, Prints.bytes(1), empty))).isEmpty();
    assertThat(
            Fingerprint.of(new PatchFingerprint(1, 1, Prints.bytes(1), Prints.bytes(new long[65]))))
        .isEmpty();
    assertThat(Fingerprint.of(Prints.record(Prints.range(0, 9), new long[64]))).isPresent();
  }

  private static long[] part(long[] all, int from, int to) {
    return java.util.Arrays.copyOfRange(all, from, to);
  }
}
