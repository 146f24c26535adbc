package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.schema.Flow;

/** Who sends the requests of an operation: it decides what may be narrowed and what widened. */
enum Caller {
  /** The consumer: the operations of the paths. */
  CONSUMER(Flow.CONSUMED, Flow.PRODUCED),
  /** The service itself: webhooks and callbacks. */
  SERVICE(Flow.PRODUCED, Flow.CONSUMED);

  private final Flow requests;
  private final Flow responses;

  Caller(Flow requests, Flow responses) {
    this.requests = requests;
    this.responses = responses;
  }

  Flow requests() {
    return requests;
  }

  Flow responses() {
    return responses;
  }
}
