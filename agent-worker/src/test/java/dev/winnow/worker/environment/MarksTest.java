package dev.winnow.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {
  private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final AtomicInteger readies = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final Marks marks =
      new Marks(sink(metrics), readies::incrementAndGet, ends::incrementAndGet);
  private final OutputSink filter = marks.before(sink(log));
  private final String[] words = marks.input().split("\n");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10_000})
  void shouldTellMarksFromOutputWhenTheyComeInPieces(int size) {
    String output =
        "early\nwinnow-environment\n\n%s 0\na line\nwinnow-environment-x 0\nno newline\n%s 3\nlate\n"
            .formatted(words[0], words[2]);

    print(output, size);

    assertThat(log.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "early\nwinnow-environment\n\na line\nwinnow-environment-x 0\nno newline\nlate\n");
    assertThat(metrics.toString(StandardCharsets.UTF_8))
        .isEqualTo("a line\nwinnow-environment-x 0\nno newline\n");
    assertThat(marks.status()).hasValue(3);
    assertThat(readies).hasValue(1);
    assertThat(ends).hasValue(1);
  }

  @Test
  void shouldCountAMarkOnceAndInItsPlaceOnlyWhenItIsPrintedAgain() {
    print(
        "%s 0\n%s 0\n%s 75\n%s 0\n%s 1\n"
            .formatted(words[2], words[0], words[1], words[2], words[2]),
        64);

    assertThat(marks.isReady()).isTrue();
    assertThat(marks.failure()).as("it was ready before").isEmpty();
    assertThat(marks.status()).as("the first that came after").hasValue(0);
    assertThat(ends).hasValue(1);
  }

  @Test
  void shouldGiveEachRunWordsOfItsOwn() {
    assertThat(new Marks(OutputSink.IGNORED, () -> {}, () -> {}).input().split("\n"))
        .doesNotContainAnyElementsOf(Arrays.asList(words));
    assertThat(words).doesNotHaveDuplicates();
  }

  private void print(String output, int size) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += size) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      filter.accept(piece, piece.length);
    }
  }

  private static OutputSink sink(ByteArrayOutputStream to) {
    return (buffer, length) -> to.write(buffer, 0, length);
  }
}
