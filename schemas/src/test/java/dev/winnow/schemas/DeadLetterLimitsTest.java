package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterLimitsTest {
  private static final int LARGEST = (16 << 20) - (64 << 10);

  @Test
  void shouldKeepTheLargestValueAndLeaveALargerOut() {
    byte[] largest = new byte[LARGEST];

    assertThat(letter(largest, "why").getValue()).contains(ByteBuffer.wrap(largest));
    assertThat(letter(largest, "why").getReason()).isEqualTo("why");
    assertThat(letter(new byte[LARGEST + 1], "why").getValue()).isEmpty();
    assertThat(letter(new byte[LARGEST + 1], "why").getReason())
        .isEqualTo("why (its value of 16711681 bytes is too large to be here)");
  }

  @Test
  void shouldKeepTheLongestReasonAndCutALonger() {
    String longest = "r".repeat(2_000);

    assertThat(letter(null, longest).getReason()).isEqualTo(longest);
    assertThat(letter(null, longest + "r").getReason()).isEqualTo("r".repeat(1_999) + '…');
    assertThat(letter(null, "r".repeat(1_998) + "\uD83C\uDF3E.").getReason())
        .isEqualTo("r".repeat(1_998) + '…');
  }

  @Test
  void shouldHaveNoValueWhenTheRecordHasNone() {
    assertThat(letter(null, "why").getValue()).isEmpty();
  }

  private static DeadLetter letter(byte[] value, String reason) {
    return DeadLetterLimits.fill(DeadLetter.newBuilder(), value, reason)
        .setTopic("t")
        .setPartition(0)
        .setOffset(0)
        .setSource("test")
        .setAt(Instant.EPOCH)
        .build();
  }
}
