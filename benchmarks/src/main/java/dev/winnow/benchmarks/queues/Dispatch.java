package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import java.time.Duration;

/**
 * Short runs, many at once, each order acknowledged by itself; all but the queue. Needs nothing but
 * the JDK.
 */
public abstract class Dispatch implements Contender {
  /** The topic that is the queue. */
  protected static final String TOPIC = "orders";

  private static final int BYTES = 256;

  @Override
  public final Measured run(Options options) throws Exception {
    int concurrency = options.number("in flight");
    int millis = options.number("run ms");
    try (BrokerProcess broker = BrokerProcess.start(options, "2g")) {
      TimedRuns runs =
          new TimedRuns(
              options.number("warm-up"),
              options.number("orders"),
              concurrency,
              Duration.ofMillis(millis),
              broker::cpuSeconds);
      broker.create(TOPIC, options.number("partitions"));
      broker.produce(TOPIC, runs.total(), BYTES, TimedRuns.PREFIX);
      Measured measured = dispatch(broker.servers(), options, runs);
      double ideal = concurrency * 1000.0 / millis;
      return measured.with("share of ideal", measured.all().get(Measured.PER_SECOND) / ideal);
    }
  }

  /**
   * Takes orders from the queue and runs them, until all have ended and it is settled that they
   * need not come again.
   *
   * @return what {@link TimedRuns#await} says
   * @throws Exception if some are not settled
   */
  protected abstract Measured dispatch(String servers, Options options, TimedRuns runs)
      throws Exception;
}
