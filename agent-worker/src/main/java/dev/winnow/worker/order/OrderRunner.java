package dev.winnow.worker.order;

import dev.winnow.worker.process.Cancellation;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Carries out orders of one kind. Whatever goes wrong is an outcome of the result.
 *
 * @param <O> the order
 * @param <R> its result
 */
public interface OrderRunner<O, R extends SpecificRecord> {
  /** The key of the order's result: what the order is about. */
  String resultKey(O order);

  /** The task that an order is done for, and that may be decided before it is; empty if none is. */
  default Optional<Grading> grading(O order) {
    return Optional.empty();
  }

  /** Whether an order is run on its first delivery only. */
  default boolean isOnce(O order) {
    return false;
  }

  /**
   * Carries an order out.
   *
   * @param order the order
   * @param delivery which delivery of the order this is, from 1
   * @param cancellation ends the run early
   * @return the result; empty if the run was cancelled, and the order is still to be done. An order
   *     that is run once has a result then too: only who ran it knows what that took.
   */
  Optional<R> run(O order, int delivery, Cancellation cancellation);

  /**
   * Is told that a result of {@link #run} is on the brokers.
   *
   * @param result what was returned
   */
  default void told(R result) {}

  /**
   * The result of an order that is not run.
   *
   * @param reason why not, for a person
   */
  R notRun(O order, int delivery, String reason);
}
