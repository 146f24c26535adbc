package dev.winnow.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {
  private static final int KEPT = 8 << 10;

  /** However the output comes: a byte at a time, in pieces, all at once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, KEPT, 2 * KEPT})
  void shouldKeepAsMuchAsItMayAndTellWhenThereWasMore(int piece) {
    String line = "x".repeat(63) + "\n";
    String most = line.repeat(KEPT / 64);

    assertThat(kept(most, piece)).isEqualTo(most);
    // The first line is no longer whole.
    assertThat(kept(most + "\n", piece))
        .isEqualTo("[8193 bytes of output; the end:]\n" + line.repeat(KEPT / 64 - 1) + "\n");
    assertThat(kept(most.repeat(3), piece)).startsWith("[24576 bytes of output; the end:]\nx");
  }

  private static String kept(String output, int piece) {
    Tail tail = new Tail(KEPT);
    byte[] all = output.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < all.length; from += piece) {
      byte[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + piece));
      tail.accept(some, some.length);
    }
    return tail.text();
  }
}
