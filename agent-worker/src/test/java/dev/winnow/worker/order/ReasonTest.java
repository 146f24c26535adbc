package dev.winnow.worker.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void shouldBeOneBoundedLine() {
    assertThat(Reason.of(" a\n  b ")).isEqualTo("a; b");
    assertThat(Reason.of("x".repeat(600))).hasSize(500).endsWith("…");
    assertThat(Reason.of(null)).isEmpty();
  }

  @Test
  void shouldTakeTheLineThatTellsMost() {
    assertThat(Reason.withOutput("failed", "A.java:3: error: no\n  x\n1 error\n"))
        .isEqualTo("failed: A.java:3: error: no");
  }

  @Test
  void shouldTakeTheLastLineWhenNoneTellsMore() {
    assertThat(Reason.withOutput("failed", "one\ntwo\n\n")).isEqualTo("failed: two");
    assertThat(Reason.withOutput("failed", "\n")).isEqualTo("failed");
  }
}
