package dev.winnow.worker;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.registry.RegistryException;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.queue.Delivery;
import dev.winnow.worker.queue.DeliveryHandler;
import dev.winnow.worker.queue.Settlement;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one delivered order out and publishes what came of it, before the order is accepted: a
 * worker that dies in between leaves a second result, never none.
 *
 * @param <O> the order
 * @param <R> its result
 */
final class OrderHandler<O, R extends SpecificRecord> implements DeliveryHandler {
  private static final Logger log = LoggerFactory.getLogger(OrderHandler.class);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final String CUT_OFF =
      "a run of it was cut off, and nobody knows what it has cost: it takes a new reservation to try"
          + " again";

  private final Topic<String, O> topic;
  private final Topic<String, ? super R> results;
  private final OrderRunner<O, R> runner;
  private final Publisher publisher;
  private final int deliveryLimit;
  private final EndedTasks ended;

  OrderHandler(
      Topic<String, O> topic,
      Topic<String, ? super R> results,
      OrderRunner<O, R> runner,
      Publisher publisher,
      int deliveryLimit,
      EndedTasks ended) {
    this.topic = topic;
    this.results = results;
    this.runner = runner;
    this.publisher = publisher;
    this.deliveryLimit = deliveryLimit;
    this.ended = ended;
  }

  @Override
  public Settlement handle(Delivery delivery, Cancellation cancellation) {
    O order;
    try {
      order = decode(delivery, cancellation);
    } catch (SerializationException | RegistryException e) {
      publisher.deadLetter(delivery, "the order cannot be read: " + e.getMessage());
      log.warn("Order {} cannot be read and is a dead letter", delivery.key());
      return Settlement.REJECT;
    }
    if (order == null) {
      return Settlement.RELEASE;
    }
    Optional<Grading> grading = runner.grading(order);
    if (isDecided(grading)) {
      return drop(delivery);
    }
    if (delivery.count() > 1 && runner.isOnce(order)) {
      publisher.paidResult(
          results, runner.resultKey(order), runner.notRun(order, delivery.count(), CUT_OFF));
      log.info("Order {} is not run again: {}", delivery.key(), CUT_OFF);
      return Settlement.ACCEPT;
    }
    if (delivery.count() > deliveryLimit) {
      return giveUp(order, delivery);
    }
    Optional<R> result = run(order, grading, delivery, cancellation);
    if (result.isEmpty()) {
      if (isDecided(grading)) {
        return drop(delivery);
      }
      log.info(
          "Order {} is released: {}", delivery.key(), cancellation.reason().orElse("cancelled"));
      return Settlement.RELEASE;
    }
    if (runner.isOnce(order)) {
      publisher.paidResult(results, runner.resultKey(order), result.get());
    } else {
      publisher.result(results, runner.resultKey(order), result.get());
    }
    runner.told(result.get());
    return Settlement.ACCEPT;
  }

  private Optional<R> run(
      O order, Optional<Grading> grading, Delivery delivery, Cancellation cancellation) {
    grading.ifPresent(each -> ended.watch(cancellation, each));
    try {
      return runner.run(order, delivery.count(), cancellation);
    } finally {
      ended.leave(cancellation);
    }
  }

  private boolean isDecided(Optional<Grading> grading) {
    return grading.filter(ended::has).isPresent();
  }

  /** Nobody waits for a result of it: the verdict has closed the order. */
  private static Settlement drop(Delivery delivery) {
    log.info("Order {} is dropped: {}", delivery.key(), EndedTasks.REASON);
    return Settlement.ACCEPT;
  }

  private Settlement giveUp(O order, Delivery delivery) {
    String reason =
        "given up after " + deliveryLimit + " deliveries, none of which came to a result";
    publisher.result(
        results, runner.resultKey(order), runner.notRun(order, delivery.count(), reason));
    publisher.deadLetter(delivery, reason);
    log.warn("Order {} is {}", delivery.key(), reason);
    return Settlement.REJECT;
  }

  /** Waits for the registry as long as the order is ours; null if it no longer is. */
  private O decode(Delivery delivery, Cancellation cancellation) {
    if (delivery.value() == null) {
      throw new SerializationException("it has no value");
    }
    while (true) {
      try {
        return topic.value().deserializer().deserialize(topic.name(), delivery.value());
      } catch (RegistryUnavailableException e) {
        log.warn("Order {} waits for the schema registry: {}", delivery.key(), e.getMessage());
        if (cancellation.await(RETRY)) {
          return null;
        }
      }
    }
  }
}
