package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {
  private static final long NOW = 1_000_000;

  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  private final PromptCommits commits = new PromptCommits(context);

  @BeforeEach
  void setClock() {
    context.setCurrentSystemTimeMs(NOW);
  }

  @Test
  void shouldAskAtOnceWhenTheRecordIsFresh() {
    commits.ask(NOW - 10);

    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldLeaveItToTheIntervalWhenThereIsABacklog() {
    commits.ask(NOW - PromptCommits.FRESH.toMillis() - 1);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldLeaveItToTheIntervalWhenItHasJustAsked() {
    commits.ask(NOW);
    context.resetCommit();

    context.setCurrentSystemTimeMs(NOW + PromptCommits.APART.toMillis() - 1);
    commits.ask(NOW);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldAskAgainWhenEnoughTimeHasPassed() {
    commits.ask(NOW);
    context.resetCommit();

    context.setCurrentSystemTimeMs(NOW + PromptCommits.APART.toMillis());
    commits.ask(NOW);

    assertThat(context.committed()).isTrue();
  }
}
