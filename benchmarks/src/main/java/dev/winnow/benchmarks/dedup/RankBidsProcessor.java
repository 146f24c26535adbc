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
    if (isBelow(task, before) && isBelow(task, after)) {
      before.ifPresent(old -> ranks.remove(task, Rows.key(old), old.getClusterId()));
      after.ifPresent(now -> ranks.add(task, Rows.key(now), now.getClusterId()));
      return;
    }
    List<Place> first = first(task);
    List<Place> was = best(first);
    if (before.isPresent()) {
      Place old = Place.of(before.get());
      first.remove(old);
      ranks.remove(task, Rows.key(before.get()), old.id());
      if (was.contains(old)) {
        board.leaves(before.get());
      }
    }
    if (after.isPresent()) {
      Place now = Place.of(after.get());
      int at = Collections.binarySearch(first, now);
      first.add(-at - 1, now);
      ranks.add(task, Rows.key(after.get()), now.id());
      if (best(first).contains(now)) {
        board.enters(after.get());
      }
    }
    if (first.size() >= Bids.BEST) {
      last.put(task, first.get(Bids.BEST - 1));
    } else {
      last.remove(task);
    }
    String changed = after.or(() -> before).orElseThrow().getClusterId();
    List<Place> is = best(first);
    was.stream()
        .filter(place -> !place.id().equals(changed) && !is.contains(place))
        .forEach(place -> board.leaves(standings.get(task, place.id()).orElseThrow()));
    is.stream()
        .filter(place -> !place.id().equals(changed) && !was.contains(place))
        .forEach(place -> board.enters(standings.get(task, place.id()).orElseThrow()));
  }

  /** Whether a row, if there is one, is certainly none of the best. */
  private boolean isBelow(String task, Optional<Standing> row) {
    Place bar = last.get(task);
    return bar != null && row.map(Place::of).filter(place -> place.compareTo(bar) <= 0).isEmpty();
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

  /** A place in a group's order. */
  private record Place(byte[] position, String id) implements Comparable<Place> {
    static Place of(Standing row) {
      byte[] score = Rows.key(row);
      byte[] id = row.getClusterId().getBytes(UTF_8);
      byte[] position = Arrays.copyOf(score, score.length + id.length);
      System.arraycopy(id, 0, position, score.length, id.length);
      return new Place(position, row.getClusterId());
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
