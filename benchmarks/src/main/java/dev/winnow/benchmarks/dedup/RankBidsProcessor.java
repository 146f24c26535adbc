package dev.winnow.benchmarks.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.schemas.Standing;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the order of each group, and puts out who enters and who leaves its best. A change that
 * reaches them is told by one scan of the first places before it.
 */
final class RankBidsProcessor
    implements Processor<Integer, KeepNewestProcessor.Change, Integer, Void> {
  private final Board board;
  // The last of the best of each group that was looked at; what comes after it changes nothing.
  private final Map<String, Place> last = new HashMap<>();
  private StandingStore standings;
  private KeyValueStore<byte[], byte[]> store;
  private RankStore ranks;

  RankBidsProcessor(Board board) {
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<Integer, Void> context) {
    standings =
        new StandingStore(
            context.<KeyValueStore<String, Standing>>getStateStore(StandingStore.NAME));
    store = context.getStateStore(RankStore.NAME);
    ranks = new RankStore(store);
  }

  @Override
  public void process(Record<Integer, KeepNewestProcessor.Change> record) {
    Optional<Standing> before = record.value().before();
    Optional<Standing> after = record.value().after();
    String task = after.or(() -> before).orElseThrow().getTaskId();
    Optional<Place> old = before.map(Place::of);
    Optional<Place> now = after.map(Place::of);
    boolean isSeen = isSeen(task, old) || isSeen(task, now);
    // Looked at before it is changed.
    List<Place> first = isSeen ? first(task) : List.of();
    old.ifPresent(place -> ranks.remove(task, place.score(), place.id()));
    now.ifPresent(place -> ranks.add(task, place.score(), place.id()));
    if (isSeen) {
      show(task, first, old, now, record.value());
    }
  }

  /** Tells who enters and who leaves. */
  private void show(
      String task,
      List<Place> first,
      Optional<Place> old,
      Optional<Place> now,
      KeepNewestProcessor.Change change) {
    List<Place> was = best(first);
    if (old.isPresent()) {
      first.remove(old.get());
      if (was.contains(old.get())) {
        board.leaves(change.before().orElseThrow());
      }
    }
    if (now.isPresent()) {
      first.add(-Collections.binarySearch(first, now.get()) - 1, now.get());
      if (best(first).contains(now.get())) {
        board.enters(change.after().orElseThrow());
      }
    }
    if (first.size() >= Bids.BEST) {
      last.put(task, first.get(Bids.BEST - 1));
    } else {
      last.remove(task);
    }
    String changed = now.or(() -> old).orElseThrow().id();
    List<Place> is = best(first);
    was.stream()
        .filter(place -> !place.id().equals(changed) && !is.contains(place))
        .forEach(place -> board.leaves(standings.get(task, place.id()).orElseThrow()));
    is.stream()
        .filter(place -> !place.id().equals(changed) && !was.contains(place))
        .forEach(place -> board.enters(standings.get(task, place.id()).orElseThrow()));
  }

  /** Whether there is a place and it may be one of the best. */
  private boolean isSeen(String task, Optional<Place> place) {
    Place bar = last.get(task);
    return place.isPresent() && (bar == null || place.get().compareTo(bar) <= 0);
  }

  /** The best and one more, who is in if one of them is out. */
  private List<Place> first(String task) {
    List<Place> first = new ArrayList<>(Bids.BEST + 2);
    RankStore.scan(
        store,
        task,
        new byte[0],
        place ->
            first.add(new Place(place.position(), place.clusterId())) && first.size() <= Bids.BEST);
    return first;
  }

  private static List<Place> best(List<Place> first) {
    return List.copyOf(first.subList(0, Math.min(Bids.BEST, first.size())));
  }

  /**
   * A place in a group's order.
   *
   * @param position score key and id
   */
  private record Place(byte[] position, String id) implements Comparable<Place> {
    static Place of(Standing row) {
      byte[] score = Rows.key(row);
      byte[] id = row.getClusterId().getBytes(UTF_8);
      byte[] position = Arrays.copyOf(score, score.length + id.length);
      System.arraycopy(id, 0, position, score.length, id.length);
      return new Place(position, row.getClusterId());
    }

    byte[] score() {
      return Arrays.copyOf(position, position.length - id.length());
    }

    @Override
    public int compareTo(Place other) {
      return Arrays.compareUnsigned(position, other.position);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && Arrays.equals(position, place.position);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(position);
    }
  }
}
