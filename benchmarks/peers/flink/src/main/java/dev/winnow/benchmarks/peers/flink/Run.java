package dev.winnow.benchmarks.peers.flink;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.benchmarks.dedup.Bid;
import dev.winnow.benchmarks.dedup.Bids;

/** What source and sink share in this JVM: both have one instance, which Flink makes. */
final class Run {
  private static volatile Run current;

  private final Bids bids;
  private final int warm;
  private final int events;
  private final boolean changing;
  private int drawn;
  private volatile Stopwatch watch;
  private volatile Measured measured;
  private long digest;
  private long outputs;
  private long warmOutputs;

  private Run(Bids bids, int warm, int events, boolean changing) {
    this.bids = bids;
    this.warm = warm;
    this.events = events;
    this.changing = changing;
  }

  static Run begin(Bids bids, int warm, int events, boolean changing) {
    current = new Run(bids, warm, events, changing);
    return current;
  }

  static Run current() {
    return current;
  }

  boolean changing() {
    return changing;
  }

  long all() {
    return warm + (long) events;
  }

  /** The next event; the clock starts when it is warm. */
  Bids.Event next() {
    if (drawn++ == warm) {
      warmOutputs = outputs;
      watch = Stopwatch.start();
    }
    return bids.next();
  }

  /** A row is one of the best of its group, or is none any more. */
  void output(Bid row, boolean isIn) {
    outputs++;
    digest += isIn ? row.digest() : -row.digest();
  }

  /** All has come out. */
  void stop() {
    measured = watch.stop(events);
  }

  Measured end() {
    if (digest != bids.best()) {
      throw new IllegalStateException("these are not the best of each group");
    }
    return measured.with("outputs per record", (double) (outputs - warmOutputs) / events);
  }
}
