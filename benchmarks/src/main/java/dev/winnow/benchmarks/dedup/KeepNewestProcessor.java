package dev.winnow.benchmarks.dedup;

import dev.winnow.schemas.Standing;
import dev.winnow.streams.contest.store.StandingStore;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the newest row of each key, and says what it was before. */
final class KeepNewestProcessor
    implements Processor<Integer, Bids.Event, Integer, KeepNewestProcessor.Change> {
  private ProcessorContext<Integer, Change> context;
  private KeyValueStore<String, Standing> store;
  private StandingStore standings;

  /** What a row was, and what it is; either may be empty. */
  record Change(Optional<Standing> before, Optional<Standing> after) {}

  @Override
  public void init(ProcessorContext<Integer, Change> context) {
    this.context = context;
    store = context.getStateStore(StandingStore.NAME);
    standings = new StandingStore(store);
  }

  @Override
  public void process(Record<Integer, Bids.Event> record) {
    Bids.Event event = record.value();
    Bid bid = event.after() == null ? event.before() : event.after();
    Optional<Standing> before = standings.get(Rows.task(bid), Rows.cluster(bid));
    if (event.after() == null) {
      store.put(StandingStore.key(Rows.task(bid), Rows.cluster(bid)), null);
      context.forward(record.withValue(new Change(before, Optional.empty())));
      return;
    }
    Standing after = Rows.of(bid);
    if (before.isPresent() && before.get().getUpdatedAt().isAfter(after.getUpdatedAt())) {
      return;
    }
    standings.put(after);
    context.forward(record.withValue(new Change(before, Optional.of(after))));
  }
}
