package dev.winnow.streams.contest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Leaderboard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BoardSnapshotsTest {
  private static final int PARTITION = 3;

  private final BoardSnapshots snapshots = new BoardSnapshots();
  private final Map<String, Leaderboard> store = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void shouldReadTheStoreOnceWhenAPartitionIsOpen() {
    snapshots.open(PARTITION);
    store.put("a", board("a", 1));

    assertThat(version("a")).hasValue(1L);
    assertThat(version("a")).hasValue(1L);
    assertThat(reads).hasValue(1);
  }

  @Test
  void shouldReadTheStoreEachTimeWhenThereIsNoBoardYet() {
    BoardSnapshots.Partition partition = snapshots.open(PARTITION);

    assertThat(version("a")).isEmpty();
    publish(partition, board("a", 1));
    assertThat(version("a")).hasValue(1L);
    assertThat(reads).hasValue(1);
  }

  @Test
  void shouldShowTheNextBoardWhenItIsPublished() {
    BoardSnapshots.Partition partition = snapshots.open(PARTITION);
    publish(partition, board("a", 1));
    assertThat(version("a")).hasValue(1L);

    publish(partition, board("a", 2));

    assertThat(version("a")).hasValue(2L);
    assertThat(reads).hasValue(0);
  }

  @Test
  void shouldSayWhatTheStoreSaysWhenAPartitionIsNotOpen() {
    BoardSnapshots.Partition partition = snapshots.open(PARTITION);
    publish(partition, board("a", 1));
    partition.close();

    assertThatThrownBy(
            () ->
                snapshots.get(
                    PARTITION,
                    "a",
                    () -> {
                      throw new InvalidStateStoreException("not here");
                    }))
        .isInstanceOf(InvalidStateStoreException.class);
  }

  @Test
  void shouldForgetWhatAnAbortedTransactionShowedWhenThePartitionIsOpenedAgain() {
    BoardSnapshots.Partition before = snapshots.open(PARTITION);
    store.put("a", board("a", 1));
    before.put(board("a", 2));

    before.close();
    snapshots.open(PARTITION);

    assertThat(version("a")).hasValue(1L);
  }

  @Test
  void shouldKeepTheNewOwnersBoardsWhenAFormerOneClosesLate() {
    BoardSnapshots.Partition before = snapshots.open(PARTITION);
    BoardSnapshots.Partition now = snapshots.open(PARTITION);
    publish(now, board("a", 5));

    before.close();

    assertThat(version("a")).hasValue(5L);
    assertThat(reads).hasValue(0);
  }

  @Test
  void shouldReadTheStoreWhenABoardIsRemoved() {
    BoardSnapshots.Partition partition = snapshots.open(PARTITION);
    publish(partition, board("a", 1));

    store.remove("a");
    snapshots.remove(PARTITION, "a");

    assertThat(version("a")).isEmpty();
  }

  @Test
  @Timeout(60)
  void shouldNotBringAnOlderBoardBackWhenItIsReadWhileTheNextIsPublished() throws Exception {
    BoardSnapshots.Partition partition = snapshots.open(PARTITION);
    store.put("a", board("a", 1));
    CountDownLatch isReading = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () ->
                snapshots.get(
                    PARTITION,
                    "a",
                    () -> {
                      Leaderboard old = store.get("a");
                      isReading.countDown();
                      awaitQuietly(mayGoOn);
                      return Optional.of(old);
                    }));
    reader.start();
    isReading.await();
    Thread writer = new Thread(() -> publish(partition, board("a", 2)));
    writer.start();
    mayGoOn.countDown();
    reader.join();
    writer.join();

    assertThat(version("a")).hasValue(2L);
  }

  @Test
  @Timeout(60)
  void shouldNeverGoBackWhenManyReadAndOnePublishes() throws Exception {
    BoardSnapshots.Partition partition = snapshots.open(PARTITION);
    publish(partition, board("a", 1));
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger wentBack = new AtomicInteger();
    List<Thread> readers =
        List.of(new Thread(reader(ended, wentBack)), new Thread(reader(ended, wentBack)));
    readers.forEach(Thread::start);

    for (int version = 2; version < 3_000; version++) {
      publish(partition, board("a", version));
      if (version % 7 == 0) {
        // As if it had been dropped for want of room.
        snapshots.remove(PARTITION, "a");
      }
    }
    ended.set(true);
    for (Thread reader : readers) {
      reader.join();
    }

    assertThat(wentBack).hasValue(0);
  }

  @Test
  void shouldWriteABodyOnceWhenSeveralAskForAsManyEntries() {
    BoardSnapshot snapshot = new BoardSnapshot(board("a", 4));
    AtomicInteger written = new AtomicInteger();

    for (int limit : new int[] {10, 100, 10}) {
      byte[] body =
          snapshot.body(
              limit,
              List.of(),
              () -> {
                written.incrementAndGet();
                return Long.toString(snapshot.board().getVersion())
                    .getBytes(StandardCharsets.UTF_8);
              });
      assertThat(body).asString(StandardCharsets.UTF_8).isEqualTo("4");
    }

    assertThat(written).hasValue(1);
  }

  private Runnable reader(AtomicBoolean ended, AtomicInteger wentBack) {
    return () -> {
      long last = 0;
      while (!ended.get()) {
        long version = version("a").orElseThrow();
        if (version < last) {
          wentBack.incrementAndGet();
        }
        last = version;
      }
    };
  }

  private Optional<Long> version(String taskId) {
    return snapshots
        .get(
            PARTITION,
            taskId,
            () -> {
              reads.incrementAndGet();
              return Optional.ofNullable(store.get(taskId));
            })
        .map(snapshot -> snapshot.board().getVersion());
  }

  private void publish(BoardSnapshots.Partition partition, Leaderboard board) {
    store.put(board.getTaskId(), board);
    partition.put(board);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Leaderboard board(String taskId, long version) {
    return Leaderboard.newBuilder()
        .setTaskId(taskId)
        .setVersion(version)
        .setEntries(List.of())
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }
}
