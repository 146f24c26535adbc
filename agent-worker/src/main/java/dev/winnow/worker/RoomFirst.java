package dev.winnow.worker;

import dev.winnow.worker.order.CutOff;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.sandbox.DiskRoom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins no run of another runner while the worker's disk is full. An order waits for room, under
 * its lock, and is answered as failed by infrastructure only after a while: a worker that failed at
 * once would take the orders of all the others and fail them too.
 *
 * @param <O> the order
 * @param <R> its result
 */
final class RoomFirst<O, R extends SpecificRecord> extends RunnerAround<O, R> {
  /** How long an order waits. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(RoomFirst.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final BooleanSupplier hasRoom;
  private final Duration patience;

  RoomFirst(OrderRunner<O, R> runner, BooleanSupplier hasRoom, Duration patience) {
    super(runner);
    this.hasRoom = hasRoom;
    this.patience = patience;
  }

  @Override
  public Optional<R> run(O order, int delivery, Cancellation cancellation) {
    long start = System.nanoTime();
    boolean isTold = false;
    while (!hasRoom.getAsBoolean()) {
      if (!isTold) {
        log.warn("An order waits, for {}", DiskRoom.NONE);
        isTold = true;
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        return Optional.of(runner.notRun(order, delivery, DiskRoom.NONE));
      }
      if (cancellation.await(LOOK)) {
        // The next delivery of an order that is run once would be taken for one that follows a run.
        return runner.isOnce(order)
            ? Optional.of(runner.notRun(order, delivery, CutOff.reason(cancellation)))
            : Optional.empty();
      }
    }
    return runner.run(order, delivery, cancellation);
  }
}
