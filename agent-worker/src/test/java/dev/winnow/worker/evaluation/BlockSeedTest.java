package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BlockSeedTest {

  @Test
  void shouldBeWhatAnyoneCanWorkOutWhenTaskAndBlockAreKnown() {
    // printf cache-contest/1 | sha256sum starts with 9297e258, and so on; the last bit is left out.
    assertThat(
            LongStream.of(1, 2, 31)
                .mapToInt(block -> BlockSeed.of("cache-contest", block))
                .toArray())
        .containsExactly(0x9297e258 >>> 1, 0x98c79e5f >>> 1, 0x9b16ec35 >>> 1)
        .containsExactly(1229713708, 1281609519, 1300985370);
  }

  @Test
  void shouldNotBeNegativeAndHardlyEverComeAgainWhenBlocksGoOn() {
    assertThat(LongStream.rangeClosed(1, 1_000).mapToInt(block -> BlockSeed.of("task", block)))
        .doesNotHaveDuplicates()
        .allMatch(seed -> seed >= 0);
  }

  @Test
  void shouldDifferWhenTheTaskIsAnother() {
    assertThat(BlockSeed.of("a", 1)).isNotEqualTo(BlockSeed.of("b", 1));
  }
}
