package dev.winnow.worker;

import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A runner that does something before or after the runs of another, which it asks for all else.
 *
 * @param <O> the order
 * @param <R> its result
 */
abstract class RunnerAround<O, R extends SpecificRecord> implements OrderRunner<O, R> {
  /** The other. */
  protected final OrderRunner<O, R> runner;

  RunnerAround(OrderRunner<O, R> runner) {
    this.runner = runner;
  }

  @Override
  public String resultKey(O order) {
    return runner.resultKey(order);
  }

  @Override
  public Optional<Grading> grading(O order) {
    return runner.grading(order);
  }

  @Override
  public boolean isOnce(O order) {
    return runner.isOnce(order);
  }

  @Override
  public void told(R result) {
    runner.told(result);
  }

  @Override
  public R notRun(O order, int delivery, String reason) {
    return runner.notRun(order, delivery, reason);
  }
}
