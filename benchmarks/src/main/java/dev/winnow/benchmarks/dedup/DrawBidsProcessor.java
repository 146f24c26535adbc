package dev.winnow.benchmarks.dedup;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Draws as many events as a record says. */
final class DrawBidsProcessor implements Processor<Integer, Integer, Integer, Bids.Event> {
  private final Bids bids;
  private ProcessorContext<Integer, Bids.Event> context;

  DrawBidsProcessor(Bids bids) {
    this.bids = bids;
  }

  @Override
  public void init(ProcessorContext<Integer, Bids.Event> context) {
    this.context = context;
  }

  @Override
  public void process(Record<Integer, Integer> record) {
    for (int i = 0; i < record.value(); i++) {
      context.forward(record.withValue(bids.next()));
    }
  }
}
