package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedFileTest {
  @Test
  void shouldReadAsManyChangesAsAreLookedAtAndNoMore() throws IOException {
    assertThat(ChangedFile.read(changes(50_000)))
        .hasSize(50_000)
        .contains(new ChangedFile("f7", "000000", "100644", "0", "1"));
    ByteArrayInputStream more = changes(50_001);
    assertThatThrownBy(() -> ChangedFile.read(more))
        .isInstanceOf(TooManyChangesException.class)
        .hasMessageContaining("50,000 files");
  }

  @Test
  void shouldNotReadOnWhenThereAreMore() {
    ByteArrayInputStream many = changes(60_000);

    assertThatThrownBy(() -> ChangedFile.read(many)).isInstanceOf(TooManyChangesException.class);
    assertThat(many.available()).isPositive();
  }

  private static ByteArrayInputStream changes(int count) {
    String raw =
        IntStream.range(0, count)
            .mapToObj(i -> ":000000 100644 0 1 A\0f" + i + "\0")
            .collect(Collectors.joining());
    return new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8));
  }
}
