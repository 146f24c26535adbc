package dev.winnow.worker;

import dev.winnow.worker.live.LiveRun;
import dev.winnow.worker.live.RunSubject;
import dev.winnow.worker.live.Runs;
import dev.winnow.worker.metrics.QueueMeter;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the runs of another runner seen: in the list of what runs now, and in the metrics.
 *
 * @param <O> the order
 * @param <R> its result, which has a field {@code outcome}
 */
final class WatchedRunner<O, R extends SpecificRecord> extends RunnerAround<O, R> {
  private static final String CANCELLED = "cancelled";
  private static final String FAILED = "failed";

  private final Function<O, RunSubject> subject;
  private final Runs runs;
  private final QueueMeter meter;

  WatchedRunner(
      OrderRunner<O, R> runner, Function<O, RunSubject> subject, Runs runs, QueueMeter meter) {
    super(runner);
    this.subject = subject;
    this.runs = runs;
    this.meter = meter;
  }

  @Override
  public Optional<R> run(O order, int delivery, Cancellation cancellation) {
    long start = System.nanoTime();
    String outcome = FAILED;
    try (LiveRun run = runs.begin(subject.apply(order), delivery, cancellation)) {
      Optional<R> result = runner.run(order, delivery, cancellation);
      outcome = result.map(WatchedRunner::outcome).orElse(CANCELLED);
      return result;
    } finally {
      meter.ran(outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static String outcome(SpecificRecord result) {
    return result.get(result.getSchema().getField("outcome").pos()).toString();
  }
}
