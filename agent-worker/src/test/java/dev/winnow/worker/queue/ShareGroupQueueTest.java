package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareGroupQueueTest {
  @Test
  void shouldTellThatItCannotGoOnWhenAMemberEndsWithAnError() {
    List<RuntimeException> failures = new ArrayList<>();
    ShareGroup group =
        new ShareGroup("orders", "group", 1, 1, Duration.ofSeconds(15), 5, "client", Map.of());
    ShareGroupQueue queue = new ShareGroupQueue(group, failures::add);

    assertThatThrownBy(
            () ->
                queue.run(
                    () -> {
                      throw new OutOfMemoryError("made up");
                    }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(QueueException.class)
                    .hasMessageContaining("share group group: java.lang.OutOfMemoryError"));
  }
}
