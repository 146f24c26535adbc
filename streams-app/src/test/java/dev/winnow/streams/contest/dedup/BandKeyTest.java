package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BandKeyTest {
  private static final String CLUSTER = "0123456789abcdef";

  @Test
  void shouldBeginWithItsBucket() {
    byte[] key = BandKey.of("task", 31, -5, 7, CLUSTER);
    byte[] bucket = BandKey.bucket("task", 31, -5);

    assertThat(Arrays.copyOf(key, bucket.length)).isEqualTo(bucket);
    assertThat(BandKey.family(key)).isEqualTo(new FamilyIndex.Entry(7, CLUSTER));
  }

  @Test
  void shouldSortFamiliesOfABucketAsTheyCame() {
    byte[] first = BandKey.of("task", 0, 1, 255, "ffffffffffffffff");
    byte[] later = BandKey.of("task", 0, 1, 256, "0000000000000000");

    assertThat(Arrays.compareUnsigned(first, later)).isNegative();
  }

  @Test
  void shouldNotBeFoundByATaskWhoseNameIsAPrefix() {
    byte[] key = BandKey.of("task-2", 0, 1, 0, CLUSTER);
    byte[] bucket = BandKey.bucket("task", 0, 1);

    assertThat(Arrays.copyOf(key, bucket.length)).isNotEqualTo(bucket);
  }
}
