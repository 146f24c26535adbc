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
  private final AtomicInteger writes = new AtomicInteger();

  @Test
  void shouldReadARequestOnceWhenItComesAgain() {
    Answer first = ask("limit=1", "rank");

    assertThat(ask("limit=1", "rank")).isSameAs(first);
    assertThat(reads).hasValue(1);
  }

  @Test
  void shouldWriteABodyOnceWhenRequestsAskForItInOtherWords() {
    byte[] first = ask("limit=1", "rank").body().get();

    assertThat(ask("limit=01", "rank").body().get()).isSameAs(first);
    assertThat(reads).hasValue(2);
    assertThat(writes).hasValue(1);
  }

  @Test
  void shouldWriteNothingWhenNobodyAsksForTheBody() {
    ask("limit=1", "rank");

    assertThat(writes).hasValue(0);
  }

  @Test
  void shouldRememberSixteenRequestsWhenThereAreMore() {
    for (int i = 0; i < 20; i++) {
      ask("limit=" + i, "rank");
    }
    reads.set(0);

    for (int i = 0; i < 20; i++) {
      ask("limit=" + i, "rank");
    }

    assertThat(reads).hasValue(4);
  }

  @Test
  void shouldRememberRequestsOfUpTo256CharactersWhenAnyoneCanAddToThem() {
    ask("x".repeat(256), "rank");
    ask("x".repeat(257), "rank");
    reads.set(0);

    ask("x".repeat(256), "rank");
    assertThat(reads).hasValue(0);
    ask("x".repeat(257), "rank");
    assertThat(reads).hasValue(1);
  }

  @Test
  void shouldKeepFourBodiesWhenThereAreMore() {
    for (int i = 0; i < 5; i++) {
      body("field-" + i);
    }
    writes.set(0);

    for (int i = 0; i < 5; i++) {
      body("field-" + i);
    }

    assertThat(writes).hasValue(1);
  }

  private Answer ask(String request, String field) {
    return snapshot.answer(
        request,
        () -> {
          reads.incrementAndGet();
          return new Answer(field, () -> body(field));
        });
  }

  private byte[] body(String field) {
    return snapshot.body(
        100,
        List.of(field),
        () -> {
          writes.incrementAndGet();
          return new byte[1];
        });
  }
}
