package dev.winnow.streams.contest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Leaderboard;
import dev.winnow.streams.contest.store.BoardSnapshot.Answer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoardSnapshotTest {
  private final BoardSnapshot snapshot =
      new BoardSnapshot(
          Leaderboard.newBuilder()
              .setTaskId("t")
              .setVersion(1L)
              .setEntries(List.of())
              .setUpdatedAt(Instant.EPOCH)
              .build());

  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void shouldReadARequestOnceWhenItComesAgain() {
    Answer first = ask("limit=1", "rank");

    assertThat(ask("limit=1", "rank")).isSameAs(first);
    assertThat(reads).hasValue(1);
  }

  @Test
  void shouldWriteABodyOnceWhenRequestsAskForItInOtherWords() {
    Answer first = ask("limit=1", "rank");

    assertThat(ask("limit=01", "rank").body()).isSameAs(first.body());
    assertThat(reads).hasValue(2);
  }

  @Test
  void shouldKeepSixteenRequestsAndFourBodiesWhenThereAreMore() {
    for (int i = 0; i < 20; i++) {
      ask("same-" + i, "rank");
    }
    for (int i = 0; i < 4; i++) {
      ask("other-" + i, "field-" + i);
    }
    reads.set(0);

    for (int i = 0; i < 20; i++) {
      ask("same-" + i, "rank");
    }
    assertThat(reads).hasValue(4);
    assertThat(ask("other-2", "field-2").body()).isSameAs(ask("other-2", "field-2").body());
    assertThat(ask("other-3", "field-3").body()).isNotSameAs(ask("other-3", "field-3").body());
  }

  private Answer ask(String request, String field) {
    return snapshot.answer(
        request,
        () -> {
          reads.incrementAndGet();
          return new Answer(field, snapshot.body(100, List.of(field), () -> new byte[1]));
        });
  }
}
