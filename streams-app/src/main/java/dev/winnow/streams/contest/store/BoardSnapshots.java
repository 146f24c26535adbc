package dev.winnow.streams.contest.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.schemas.Leaderboard;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Leaderboards of the partitions that this instance owns, as objects in memory: one that is read
 * often is not read from the store, and not written as JSON, each time.
 *
 * <p>A partition is open from when its processors start until they are closed, which they are
 * before it is restored or given away. What was in memory of it is dropped then, also when a
 * transaction was aborted. A partition that is not open is read from its store, which says whether
 * it can be.
 *
 * <p>No read brings an older board back than was put: a key is read from the store, or put, by one
 * thread at a time, and what is put here is in the store before.
 */
public final class BoardSnapshots {
  /** Entries of all boards in memory together; one takes about 2 KB with its JSON. */
  private static final long MOST_ENTRIES = 10_000;

  private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();
  private final Cache<Key, BoardSnapshot> snapshots =
      Caffeine.newBuilder()
          .maximumWeight(MOST_ENTRIES)
          .weigher((Key key, BoardSnapshot snapshot) -> 1 + snapshot.board().getEntries().size())
          .executor(Runnable::run)
          .build();

  /** One time that a partition was open. */
  private record Key(Partition partition, String taskId) {}

  /**
   * Opens a partition for the processor that writes its boards.
   *
   * @param number the partition's
   */
  public Partition open(int number) {
    Partition partition = new Partition(number);
    partitions.put(number, partition);
    return partition;
  }

  /**
   * The board of a task.
   *
   * @param partition the number of its partition
   * @param store reads it from the store of that partition, with its errors
   */
  public Optional<BoardSnapshot> get(
      int partition, String taskId, Supplier<Optional<Leaderboard>> store) {
    Partition open = partitions.get(partition);
    return open == null
        ? store.get().map(BoardSnapshot::new)
        : Optional.ofNullable(
            snapshots.get(
                new Key(open, taskId), key -> store.get().map(BoardSnapshot::new).orElse(null)));
  }

  /** A partition while it is open. It is equal to itself only. */
  public final class Partition {
    private final int number;

    private Partition(int number) {
      this.number = number;
    }

    /** Keeps a board that was put into the store. */
    public void put(Leaderboard board) {
      snapshots.put(new Key(this, board.getTaskId()), new BoardSnapshot(board));
    }

    /** Forgets the board of a task that was removed from the store. */
    public void remove(String taskId) {
      snapshots.invalidate(new Key(this, taskId));
    }

    /** Forgets all boards; what is read from now on is read from the store. */
    public void close() {
      partitions.remove(number, this);
      snapshots.asMap().keySet().removeIf(key -> key.partition() == this);
    }
  }
}
