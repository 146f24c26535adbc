package dev.winnow.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CachedDepthTest {
  private final Deque<CompletableFuture<Long>> questions = new ArrayDeque<>();
  private long now = 1;
  private final CachedDepth depth =
      new CachedDepth(
          "attempts",
          () -> {
            questions.add(new CompletableFuture<>());
            return questions.getLast();
          },
          () -> now);

  @Test
  void shouldBeUnknownUntilBrokersHaveAnswered() {
    assertThat(depth.value()).isNaN();
    depth.refresh();
    assertThat(depth.value()).isNaN();

    questions.getLast().complete(7L);

    assertThat(depth.value()).isEqualTo(7);
  }

  @Test
  void shouldNotAskAgainWhileTheAnswerIsFreshOrOutstanding() {
    depth.refresh();
    depth.refresh();
    assertThat(questions).hasSize(1);
    questions.getLast().complete(7L);

    now += CachedDepth.FRESH.toNanos();
    depth.refresh();
    assertThat(questions).hasSize(1);
    now += 1;
    depth.refresh();
    assertThat(questions).hasSize(2);
  }

  @Test
  void shouldBeUnknownAgainWhenBrokersDoNotAnswerForLong() {
    depth.refresh();
    questions.getLast().complete(7L);

    now += CachedDepth.KNOWN.toNanos();
    depth.refresh();
    questions.getLast().completeExceptionally(new IllegalStateException("made up"));
    assertThat(depth.value()).isEqualTo(7);

    now += 1;
    assertThat(depth.value()).isNaN();
  }
}
