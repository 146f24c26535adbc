package dev.winnow.worker;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import dev.winnow.worker.order.CutOff;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.will.Will;
import dev.winnow.worker.will.Wills;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins no run that costs money without a will: by it the run is told of if this process ends
 * before the result is on the brokers. Such a run has an id, by which it is booked once however
 * often it is told of.
 *
 * @param <O> the order
 * @param <R> its result, which has a field {@code runId} if orders can cost money
 */
final class WillFirst<O, R extends SpecificRecord> extends RunnerAround<O, R> {
  private static final Logger log = LoggerFactory.getLogger(WillFirst.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String RUN_ID = "runId";
  private static final String LOST =
      "the worker that ran it has ended, and nobody knows what the run has cost: it takes a new"
          + " reservation to try again";

  private final Topic<String, ? super R> results;
  private final Wills wills;
  private final Duration patience;

  WillFirst(
      OrderRunner<O, R> runner, Topic<String, ? super R> results, Wills wills, Duration patience) {
    super(runner);
    this.results = results;
    this.wills = wills;
    this.patience = patience;
  }

  @Override
  public Optional<R> run(O order, int delivery, Cancellation cancellation) {
    if (!runner.isOnce(order)) {
      return runner.run(order, delivery, cancellation);
    }
    String runId = UUID.randomUUID().toString();
    // What the next delivery would answer, but by the run's own id: a broker that was killed may
    // have forgotten that there was a delivery before.
    R lost = named(runner.notRun(order, delivery + 1, LOST), runId);
    Optional<String> obstacle = leave(order, lost, runId, cancellation);
    if (obstacle.isPresent()) {
      wills.remove(runId);
      return Optional.of(runner.notRun(order, delivery, obstacle.get()));
    }
    Optional<R> result = runner.run(order, delivery, cancellation);
    if (result.isEmpty()) {
      wills.remove(runId);
    }
    result.ifPresent(each -> keep(order, named(each, runId), runId));
    return result;
  }

  @Override
  public void told(R result) {
    runner.told(result);
    Schema.Field field = result.getSchema().getField(RUN_ID);
    if (field != null && result.get(field.pos()) instanceof String runId) {
      wills.remove(runId);
    }
  }

  private R named(R result, String runId) {
    result.put(result.getSchema().getField(RUN_ID).pos(), runId);
    return result;
  }

  /**
   * Waits for the registry as long as the order is ours, and for the disk as {@link RoomFirst}
   * does, so that a worker whose disk fails does not take everybody's orders and fail them.
   *
   * @return why there is no will, for a person; empty if there is one
   */
  private Optional<String> leave(O order, R lost, String runId, Cancellation cancellation) {
    long start = System.nanoTime();
    do {
      try {
        wills.put(runId, Will.of(results, runner.resultKey(order), lost));
        return Optional.empty();
      } catch (RegistryUnavailableException e) {
        log.warn("A run waits for the schema registry: {}", e.getMessage());
      } catch (IOException e) {
        if (System.nanoTime() - start > patience.toNanos()) {
          return Optional.of("what a run costs cannot be kept on the worker's disk: " + e);
        }
        log.warn("A run waits for the disk: {}", e.toString());
      }
    } while (!cancellation.await(RETRY));
    return Optional.of(CutOff.reason(cancellation));
  }

  /** The will is the result itself from now on: what was paid for is worth more than its price. */
  private void keep(O order, R result, String runId) {
    try {
      wills.put(runId, Will.of(results, runner.resultKey(order), result));
    } catch (IOException | RegistryUnavailableException e) {
      log.warn(
          "A result is kept in memory only: {} task={}", e.toString(), runner.resultKey(order));
    }
  }
}
